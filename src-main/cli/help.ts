/** What `mezzo --help` prints. */
export const help = `Mezzo shows why a recording is heard the way it is, and what to change.

Usage: mezzo COMMAND [ARGUMENTS]

  predict FILE… [--json] [--model ID] [--provider auto|cpu|cuda|dml|webgpu|coreml]
      Mid-level features, emotions and effects of each file: a summary and one entry a window.
  explain FILE --feature NAME [--start S] [--samples N] [--seed K] [--segmenter NAME]
          [--selection NAME] [--estimator local|lime|lime-antithetic] [--fill silence|minimum|mean]
          [--stability 0…1] [--region T0,T1,F0,F1]… [--model ID] [--provider P] [--json] [--out DIR]
      Which parts of the window at S seconds raise or lower a feature or an emotion, and how far
      to trust it. --stability stops before N samples once the weights are that stable.
      --region draws the parts of --segmenter regions.
      --out writes explanation.json, positive.png, negative.png, and sounds of the window: enhanced.wav
      (positive segments +6 dB, negative −6 dB), reduced.wav (the other way round), positive-only.wav,
      negative-only.wav, without.wav (what is marked taken out), and each source alone.
  edit FILE [--explanation explanation.json --positive DB --negative DB]
       [--region T0,T1,F0,F1,DB]… [--lasso "T,F T,F T,F … DB"]… [--source NAME,T0,T1,DB]…
       [--pitch T0,T1,SEMITONES]… [--tempo T0,T1,FACTOR]… --out OUT.wav [--format wav16|wav24|wav32f|flac] [--json]
      Gains over explained segments, over time × frequency regions, inside outlines, and on sound sources,
      then other pitch over stretches of time, from -12 to 12 semitones, and last other tempo, from 0.5 to
      2 times as fast at the same pitch, in the recording's seconds; before, after and shift.
      A lasso has three corners or more, each SECONDS,HERTZ. A source is percussive (what strikes),
      harmonic (what lasts), or SEPARATOR/SOURCE. DB runs from -inf to 12.
      A WAV has 24 bits, or is float where the original has more.
  serve [FILE…] [--port N]
      The workstation on loopback; prints one line with its address.
  models list | verify [ID] | add FOLDER | remove ID
  library add FILE… | list | search WORDS
  watch add FOLDER… | list | pause FOLDER… | resume FOLDER… | remove FOLDER…
      Folders whose new recordings come into the library by themselves while the workstation is open.
  demo [--out DIR]
      The whole circle on the demo recordings, and a report as one HTML file.

Everywhere: --home DIR keeps the library elsewhere (also MEZZO_HOME); --version; --help.
JSON goes to stdout, progress and sentences to stderr. The exit code is 1 if any file failed, 2 if the command was not understood.

Examples:
  mezzo predict take1.wav take2.flac --json | jq .summary.emotions.valence
  mezzo explain take1.wav --feature minorness --start 20 --samples 1000 --seed 7 --out why/
  mezzo edit take1.wav --explanation why/explanation.json --positive -6 --negative 0 --out softer.wav --json
  mezzo edit take1.wav --region 10,12.5,200,2000,-inf --out muted.wav --json
  mezzo edit take1.wav --lasso "2,200 6,200 4,3000 -6" --source percussive,0,30,-3 --out softer.wav
  mezzo edit take1.wav --tempo 30,60,0.9 --out slower.wav
`;
