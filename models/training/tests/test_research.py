"""The research recipes on miniature sets of the published layouts, from folder to a model the workstation accepts."""

import csv
import json
import os
import shutil
import subprocess
import tempfile
import unittest
from importlib import util
from pathlib import Path

import numpy as np
import torch
from scipy.io import wavfile

from mezzo_training import front_end
from mezzo_training.research.__main__ import run
from mezzo_training.research.clip import BANDS, FRONT_END, cut, read_mono
from mezzo_training.research.networks import CP_RESNETS, RECEPTIVE_FIELDS, CpResnet, TwoLevel, Vgg
from mezzo_training.research.recipes import RECIPES
from mezzo_training.research.sets import EIGHT, SETS, deam, maestro, midlevel, pmemo, scaled, soundtracks

PROJECT = Path(__file__).resolve().parents[3]
RATE = 22050
COLUMNS = ("melodiousness", "articulation", "rhythm_complexity", "rhythm_stability", "dissonance", "tonal_stability", "minorness")


def write_table(path, head, rows, delimiter=","):
    path.parent.mkdir(parents=True, exist_ok=True)
    with open(path, "w", newline="") as file:
        csv.writer(file, delimiter=delimiter).writerows([head, *rows])


def write_sound(path, hertz, seconds=3):
    path.parent.mkdir(parents=True, exist_ok=True)
    time = np.arange(int(seconds * RATE)) / RATE
    tone = 0.4 * np.sin(2 * np.pi * hertz * time) * np.exp(-3 * (time % 0.5))
    wavfile.write(path, RATE, (tone * 32767).astype(np.int16))


def write_sets(folder, count=20):
    """Miniatures: sounds are named .mp3 in the originals; any ending the loaders know will do."""
    generator = np.random.default_rng(0)
    ids = range(1, count + 1)
    ratings = generator.uniform(1, 10, (count, 7)).round(2)
    base = folder / "midlevel" / "metadata_annotations"
    write_table(base / "annotations.csv", ("song_id", *COLUMNS), [(i, *r) for i, r in zip(ids, ratings)])
    write_table(base / "metadata.csv", ("song id", "Artist"), [(i, f"artist {max(3, i)}") for i in ids], ";")
    level = folder / "deam" / "annotations" / "annotations averaged per song" / "song_level"
    head = ("song_id", " valence_mean", " valence_std", " arousal_mean", " arousal_std")
    write_table(level / "static_annotations_averaged_songs_1_2000.csv", head, [(i, 1 + i % 9, 1, 9 - i % 9, 1) for i in ids])
    head = ("musicId", "Arousal(mean)", "Valence(mean)")
    write_table(folder / "pmemo" / "annotations" / "static_annotations.csv", head, [(i, i % 2, 0.5) for i in ids])
    means = generator.uniform(1, 9, (count, 8)).round(2)
    write_table(folder / "soundtracks" / "mean_ratings_set1.csv", ("number", *EIGHT, "TARGET"),
                [(f"{i:03d}", *m, "HAPPY") for i, m in zip(ids, means)])
    write_table(folder / "maestro" / "maestro-v2.0.0.csv", ("canonical_title", "split", "audio_filename"),
                [(f"piece {i}", "train" if i % 5 else "test", f"2018/{i}.wav") for i in ids])
    for i in ids:
        for path in (f"midlevel/audio/{i}.wav", f"deam/MEMD_audio/{i}.wav", f"pmemo/chorus/{i}.wav",
                     f"soundtracks/Set1/{i:03d}.wav", f"maestro/2018/{i}.wav"):
            write_sound(folder / path, 110 * 2 ** (i / 6))


class Networks(unittest.TestCase):
    def test_receptive_fields_are_the_published_ones(self):
        trunks = {name: CpResnet(name, (4, 4, 4)) for name in CP_RESNETS}
        for name, trunk in {**trunks, "vgg": Vgg(4)}.items():
            inputs = torch.rand(1, 300, BANDS, requires_grad=True)
            (gradient,) = torch.autograd.grad(trunk.eval()(inputs)[0, 2].sum(), inputs)
            seen = gradient[0].abs().sum(dim=1).nonzero().flatten()
            self.assertEqual((int(seen.min()), int(seen.max()) + 1), (16, 16 + RECEPTIVE_FIELDS[name]), name)

    def test_cp_resnet_has_the_published_size(self):
        self.assertAlmostEqual(sum(p.numel() for p in CpResnet("m2").parameters()) / 1e6, 2.22, places=2)

    def test_features_are_the_mean_of_the_map_and_emotions_linear_in_them(self):
        network = TwoLevel(CpResnet("m2", (4, 4, 4)), 7, 2).eval()
        mid_level, emotions, position_map, _ = network(torch.rand(2, 200, BANDS))
        torch.testing.assert_close(mid_level, position_map.mean(dim=1))
        torch.testing.assert_close(emotions, mid_level @ network.emotions.weight.T)


class FrontEnd(unittest.TestCase):
    def test_it_agrees_with_the_golden_spectrogram_of_the_engine(self):
        folder = PROJECT / "test" / "golden" / "front-end"
        specification = util.spec_from_file_location("golden_front_end", folder / "make.py")
        about = json.loads((folder / "research.json").read_text())
        self.assertEqual({**about["frontEnd"], "hop": 0}, {**FRONT_END, "hop": 0})
        self.assertAlmostEqual(about["frontEnd"]["hop"], FRONT_END["hop"], places=9)
        golden = np.fromfile(folder / "research.f32", "<f4").reshape(about["frames"], about["bands"])
        make = util.module_from_spec(specification)
        specification.loader.exec_module(make)
        samples = make.make_signal(about["signal"]["seconds"], about["signal"]["sampleRate"], 1)
        mine = front_end.spectrogram(front_end.mono(samples), FRONT_END)
        self.assertEqual(mine.shape, golden.shape)
        np.testing.assert_allclose(mine, golden, atol=1e-3)


class Sets(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.temporary = tempfile.TemporaryDirectory()
        cls.addClassCleanup(cls.temporary.cleanup)
        cls.folder = Path(cls.temporary.name)
        write_sets(cls.folder)

    def test_every_set_reads_its_layout(self):
        for name, read in SETS.items():
            clips = read(self.folder / name)
            self.assertEqual(len(clips), 20, name)
            self.assertTrue(all(Path(clip.path).exists() for clip in clips))
        self.assertEqual(deam(self.folder / "deam")[0].labels, {"valence": 2.0, "arousal": 8.0})
        self.assertEqual(pmemo(self.folder / "pmemo")[0].labels, {"valence": 0.5, "arousal": 1.0})
        self.assertEqual(set(soundtracks(self.folder / "soundtracks")[0].labels), set(EIGHT))
        self.assertEqual(sum(clip.held_out for clip in maestro(self.folder / "maestro")), 4)

    def test_mid_level_clips_are_held_out_by_artists_with_one_song(self):
        clips = midlevel(self.folder / "midlevel")
        held_out = [clip for clip in clips if clip.held_out]
        self.assertEqual(len(held_out), 2)
        self.assertNotIn("artist 3", {clip.group for clip in held_out})
        self.assertIn("rhythmic_stability", clips[0].labels)

    def test_what_is_missing_is_said_in_a_sentence(self):
        for name, read in SETS.items():
            with self.assertRaisesRegex(OSError, "missing|holds no"):
                read(self.folder / "nowhere" / name)
        with self.assertRaisesRegex(OSError, "cannot be read"):
            read_mono(self.folder / "midlevel" / "metadata_annotations" / "metadata.csv")

    def test_label_conventions(self):
        raw = np.array([[1.0, 2.0], [5.5, 4.0], [10.0, 6.0]])
        np.testing.assert_allclose(scaled(raw, "tenth"), raw / 10)
        np.testing.assert_allclose(scaled(raw, "min-max"), [[-1, -1], [0, 0], [1, 1]])
        np.testing.assert_allclose(scaled(np.array([[1.0], [0.5]]), "min-max", ([[1], [0]], [[9], [1]])), [[-1], [0]])

    def test_a_short_clip_is_repeated(self):
        frames = np.arange(3.0)[:, None]
        self.assertEqual(cut(frames, 5)[:, 0].tolist(), [0, 1, 2, 0, 1])

    def test_every_recipe_ends_in_a_folder_the_workstation_accepts(self):
        """A fraction of the width, one epoch; `mezzo models add` runs all its checks where the workstation is installed."""
        for name in RECIPES:
            out = self.folder / "models" / name
            run(name, self.folder, out, width=0.04, epochs=1)
            manifest = json.loads((out / "manifest.json").read_text())
            self.assertEqual(len(manifest["metrics"]), 7 + len(RECIPES[name].emotions))
            if (PROJECT / "node_modules").is_dir():
                added = self._mezzo("models", "add", str(out), "--json")
                self.assertEqual(added.returncode, 0, added.stderr)
        if (PROJECT / "node_modules").is_dir():
            heard = self._mezzo("predict", str(self.folder / "deam/MEMD_audio/5.wav"), "--model", "cp-resnet-2021", "--json")
            self.assertEqual(heard.returncode, 0, heard.stderr)
            self.assertIn("melodiousness", heard.stdout)

    def _mezzo(self, *arguments):
        node = shutil.which("node")
        return subprocess.run(
            [node, str(PROJECT / "bin/mezzo.js"), *arguments], capture_output=True, text=True,
            env={**os.environ, "MEZZO_HOME": str(self.folder / "library")},
        )
