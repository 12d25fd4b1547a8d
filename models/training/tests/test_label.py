"""Windows get the labels of the music they hold."""

import tempfile
import unittest
from pathlib import Path

import mido
import numpy as np

from mezzo_training.corpus import Piece
from mezzo_training.label import feature_scales, features, window_emotion, window_starts
from mezzo_training.mid_level import DESCRIPTORS
from mezzo_training.render import HELD_OUT_FONT, KINDS, SOUND_FONTS, TRAINING_KINDS, plan
from mezzo_training.settings import RATING_LAG_SECONDS, WINDOW_FRAMES, WINDOW_SECONDS


def piece(source, split, name="x"):
    return Piece(source, name, "", split, name)


class Label(unittest.TestCase):
    def test_windows_lie_wholly_inside_the_rendering(self):
        self.assertEqual(window_starts(WINDOW_FRAMES - 1, 64).tolist(), [])
        self.assertEqual(window_starts(WINDOW_FRAMES + 64, 64).tolist(), [0, 64])

    def test_features_of_the_training_windows_are_standardised(self):
        generator = np.random.default_rng(2)
        values = generator.normal(5, 3, (500, len(DESCRIPTORS)))
        standard = features(values, feature_scales(values))
        np.testing.assert_allclose(standard.mean(axis=0), 0, atol=1e-9)
        np.testing.assert_allclose(standard.std(axis=0), 1, atol=1e-9)

    def test_ratings_are_taken_some_seconds_later_and_follow_the_tempo(self):
        """Forty measures of a second each; the rating of measure m is m / 100."""
        with tempfile.TemporaryDirectory() as folder:
            self._write_song(Path(folder), seconds=40)
            ratings = {"song.mid": np.tile(np.arange(40) / 100, (10, 2, 1))}
            for tempo, start in ((1.0, 3.0), (1.2, 5.0)):
                rendering = {"kind": "plain", "source": "vgmidi", "name": "song.mid", "tempo": tempo}
                heard = window_emotion(rendering, start, ratings, Path(folder))
                middle = (start + WINDOW_SECONDS / 2) * tempo + RATING_LAG_SECONDS
                np.testing.assert_allclose(heard, (middle - 0.5) / 100, atol=0.002)

    def test_the_last_rating_holds_past_the_end(self):
        with tempfile.TemporaryDirectory() as folder:
            self._write_song(Path(folder), seconds=40)
            curve = np.zeros(40)
            curve[-1] = 0.8
            rendering = {"kind": "plain", "source": "vgmidi", "name": "song.mid", "tempo": 1.0}
            heard = window_emotion(rendering, 35.0, {"song.mid": np.tile(curve, (10, 2, 1))}, Path(folder))
            np.testing.assert_allclose(heard, 0.8)

    def test_rearranged_pieces_have_no_emotion(self):
        for rendering in ({"kind": "free", "source": "emopia"}, {"kind": "free", "source": "asap"}):
            self.assertTrue(np.isnan(window_emotion(rendering, 0.0, {}, Path())).all())

    def test_kinds_that_only_judge_hold_no_training_piece(self):
        pieces = [piece("emopia", split, f"Q1_{i}_0.mid") for i in range(200) for split in ("train", "validation")]
        for kind in set(KINDS) - set(TRAINING_KINDS):
            self.assertEqual({job[0].split for job in plan(pieces, kind)}, {"validation"}, kind)
        self.assertEqual(len(plan(pieces, "plain")), 400)
        self.assertEqual(plan([piece("asap", "train")], "plain"), [])

    def test_the_held_out_font_is_heard_in_no_training_rendering(self):
        pieces = [piece(source, "train", f"Q1_{i}_0.mid") for i in range(300) for source in ("vgmidi", "emopia", "asap")]
        fonts = {job[2] for kind in TRAINING_KINDS for job in plan(pieces, kind)}
        self.assertEqual(fonts, set(SOUND_FONTS))
        self.assertNotIn(HELD_OUT_FONT, fonts)

    def _write_song(self, folder, seconds):
        file = mido.MidiFile(ticks_per_beat=480)
        track = mido.MidiTrack([mido.Message("note_on", note=60, velocity=80)])
        track.append(mido.Message("note_off", note=60, time=960 * seconds))
        file.tracks.append(track)
        (folder / "vgmidi" / "midi").mkdir(parents=True)
        file.save(folder / "vgmidi" / "midi" / "song.mid")


if __name__ == "__main__":
    unittest.main()
