"""Heads, intervals, ratings and distortions."""

import unittest

import numpy as np
import torch

from mezzo_training.bootstrap import pearson, r_squared, with_interval
from mezzo_training.ceiling import human_ceiling
from mezzo_training.corpus import emopia_song, trimmed_mean, vgmidi_game
from mezzo_training.distort import distort, scale
from mezzo_training.head import Head, compose, emotion_targets, fit_head, rating_scale, stack
from mezzo_training.leakage import leakage
from mezzo_training.mid_level import NAMES
from mezzo_training.render import LOWEST_DB, quantise, unquantise
from mezzo_training.soundtracks import fit_dependence


class Statistics(unittest.TestCase):
    def setUp(self):
        self.generator = np.random.default_rng(3)

    def test_ridge_finds_the_planted_head(self):
        features = self.generator.normal(size=(4000, 3))
        planted = Head(np.array([[0.5, -0.2, 0.0], [0.1, 0.0, 0.7]]), np.array([0.3, -0.1]))
        found = fit_head(features, planted(features), ridge=1e-6)
        np.testing.assert_allclose(found.weights, planted.weights, atol=1e-6)
        np.testing.assert_allclose(found.intercept, planted.intercept, atol=1e-6)

    def test_a_composed_head_is_the_map_of_the_map(self):
        features = self.generator.normal(size=(5, 3))
        inner = Head(self.generator.normal(size=(2, 3)), self.generator.normal(size=2))
        outer = self.generator.normal(size=(6, 2))
        both = stack(inner, compose(outer, np.ones(6), inner))
        np.testing.assert_allclose(both(features)[:, 2:], inner(features) @ outer.T + 1)

    def test_sets_weigh_the_same_and_keep_an_intercept_of_their_own(self):
        """Two sets with the same slope and different middles; the head has the second one's, EMOPIA's."""
        features = self.generator.normal(size=(1000, 2))
        sets = np.array(["vgmidi"] * 900 + ["emopia"] * 100)
        targets = features @ np.array([[1.0, 0.0], [0.0, -1.0]]) + np.where(sets == "vgmidi", 3.0, -2.0)[:, None]
        found = fit_head(features, targets, sets, ridge=1e-6)
        np.testing.assert_allclose(found.weights, [[1, 0], [0, -1]], atol=1e-6)
        np.testing.assert_allclose(found.intercept, [-2, -2], atol=1e-6)
        uneven = np.where(sets == "vgmidi", 1.0, 0.0)[:, None] * features @ np.eye(2)
        np.testing.assert_allclose(fit_head(features, uneven, sets).weights.diagonal(), 0.5, atol=0.1)

    def test_ratings_and_signs_become_standard_scores(self):
        table = {
            "source": np.array(["vgmidi"] * 4 + ["emopia"]),
            "split": np.array(["train"] * 5),
            "emotion": np.array([[0.1, 0], [0.3, 0.2], [0.1, 0], [0.3, 0.2], [1, -1]]),
        }
        np.testing.assert_allclose(rating_scale(table).mean, [0.2, 0.1])
        np.testing.assert_allclose(emotion_targets(table)[[0, 1, 4]], [[-1, -1], [1, 1], [0.7979, -0.7979]], atol=1e-4)

    def test_raters_who_agree_set_a_high_ceiling_and_chance_sets_none(self):
        curve = self.generator.normal(size=(1, 2, 60))
        alike = human_ceiling({"piece": curve + 0.1 * self.generator.normal(size=(20, 2, 60))}, ["piece"])
        chance = human_ceiling({"piece": self.generator.normal(size=(20, 2, 60))}, ["piece"])
        self.assertGreater(min(alike["half"]), 0.95)
        self.assertGreater(alike["panel"][0], alike["half"][0])
        self.assertLess(max(np.abs(chance["half"])), 0.35)

    def test_features_that_hide_the_emotion_show_as_leakage(self):
        true = self.generator.normal(size=(400, len(NAMES)))
        targets = self.generator.normal(size=(400, 2))
        groups = np.repeat(np.arange(40).astype(str), 10)
        carrying = true.copy()
        carrying[:, :2] += targets
        hidden = leakage(carrying, true, targets, groups)
        honest = leakage(true + 0.3 * self.generator.normal(size=true.shape), true, targets, groups)
        self.assertLess(hidden["replaced"][NAMES[0]][0], -0.1)
        self.assertAlmostEqual(hidden["replaced"][NAMES[5]][0], 0, delta=0.05)
        self.assertGreater(min(lower for _, lower, _ in hidden["difference"]), 0.3)
        self.assertLess(max(abs(value) for value, _, _ in honest["difference"]), 0.1)

    def test_an_interval_is_wider_when_rows_of_a_group_are_alike(self):
        values = np.repeat(self.generator.normal(size=20), 10)
        mean = lambda rows: values[rows].mean()
        _, low, high = with_interval(mean, np.repeat(np.arange(20), 10))
        _, low_rows, high_rows = with_interval(mean, np.arange(200))
        self.assertGreater(high - low, 2 * (high_rows - low_rows))

    def test_pearson_and_r_squared_are_what_they_say(self):
        one = np.arange(10.0)
        self.assertAlmostEqual(pearson(one, 3 * one + 1), 1)
        self.assertAlmostEqual(r_squared(np.full(10, one.mean()), one), 0)

    def test_the_trimmed_mean_ignores_one_wild_rater_and_missing_ones(self):
        table = np.array([[0.1], [0.1], [0.2], [0.1], [0.1], [0.2], [0.1], [0.2], [0.1], [9.0], [np.nan]])
        self.assertAlmostEqual(trimmed_mean(table)[0], 0.1375, places=4)

    def test_further_emotions_follow_valence_and_energy(self):
        ratings = self.generator.uniform(1, 9, (300, 9))
        ratings[:, 2] = 9 - 0.5 * ratings[:, 0]
        found = fit_dependence(ratings)
        self.assertAlmostEqual(found.r2[0], 1, places=6)
        self.assertAlmostEqual(found.weights[0, 0], -0.5 * ratings[:, 0].std() / 4)
        self.assertLess(found.r2[1], 0.1)

    def test_clips_of_a_song_share_its_name(self):
        self.assertEqual(emopia_song("Q1_0vLP_Yi-7qY_12.mid"), "0vLP_Yi-7qY")

    def test_games_without_a_series_stand_alone(self):
        self.assertEqual(vgmidi_game("Super Mario_NES_Super Mario Bros_Main.mid"), "Super Mario_NES")
        self.assertNotEqual(vgmidi_game("Other_NES_Ducktales_Moon.mid"), vgmidi_game("Other_NES_Rygar_Battle.mid"))

    def test_levels_survive_quantising(self):
        levels = self.generator.uniform(-95, 6, (20, 168))
        self.assertLessEqual(np.abs(unquantise(quantise(levels)) - levels).max(), 0.2001)

    def test_distortion_transposes_by_what_it_reports_and_repeats_with_its_seed(self):
        levels = torch.full((64, 217, 168), LOWEST_DB)
        levels[:, :, 80] = 0.0
        moved, semitones = distort(levels, torch.Generator().manual_seed(0))
        again, _ = distort(levels, torch.Generator().manual_seed(0))
        self.assertTrue(torch.equal(moved, again))
        peaks = moved.mean(dim=1).argmax(dim=1)
        self.assertEqual((peaks - 80).tolist(), (semitones * 2).int().tolist())

    def test_silenced_rectangles_are_exactly_silent_for_the_network(self):
        self.assertEqual(float(scale(torch.tensor(LOWEST_DB))), 0.0)


if __name__ == "__main__":
    unittest.main()
