"""What goes with a network: intervals that cover, a domain that knows strangers, and adaptation that hides the domain."""

import re
import unittest

import numpy as np
import torch

from mezzo_training.conformal import half_width, measured_coverage, piece_coverage
from mezzo_training.domain import OUTSIDE_BELOW, UNUSUAL_BELOW, fit_domain, separation
from mezzo_training.gradient_reversal import DomainDiscriminator, reverse, strength_at
from mezzo_training.outsiders import outsiders
from mezzo_training.settings import PROJECT


class Intervals(unittest.TestCase):
    def setUp(self):
        generator = np.random.default_rng(5)
        self.pieces = np.repeat(np.arange(200), generator.integers(3, 40, 200))
        # Windows of a piece share most of their error, and long pieces are the easy ones.
        spread = 1 / np.sqrt(np.bincount(self.pieces))[self.pieces]
        self.errors = np.abs(spread * (generator.normal(size=200)[self.pieces] + 0.3 * generator.normal(size=len(self.pieces))))

    def test_new_pieces_are_covered_as_often_as_said(self):
        self.assertAlmostEqual(measured_coverage(self.errors, self.pieces), 0.8, delta=0.02)

    def test_a_long_piece_counts_no_more_than_a_short_one(self):
        errors, pieces = np.array([0.1] * 98 + [1.0, 1.0]), np.array([0] * 98 + [1, 2])
        self.assertEqual(half_width(errors, pieces), 1.0)
        self.assertAlmostEqual(piece_coverage(errors, pieces, 0.5), 1 / 3)

    def test_few_pieces_give_the_widest_error_there_was(self):
        self.assertEqual(half_width(np.array([0.2, 0.7]), np.array([0, 1])), 0.7)


class Domain(unittest.TestCase):
    def setUp(self):
        self.generator = np.random.default_rng(6)
        mixing = self.generator.normal(size=(8, 8))
        self.draw = lambda count: self.generator.normal(size=(count, 8)) @ mixing + 3

    def test_familiarity_of_new_windows_is_uniform_and_of_strangers_nought(self):
        domain = fit_domain(self.draw(4000), self.draw(2000))
        self.assertAlmostEqual(domain.familiarity(self.draw(4000)).mean(), 0.5, delta=0.03)
        self.assertLess(domain.familiarity(self.draw(50) + 60).max(), 0.01)

    def test_a_unit_that_never_varies_is_left_out(self):
        still = lambda rows: np.column_stack([rows, np.zeros(len(rows))])
        domain = fit_domain(still(self.draw(400)), still(self.draw(400)))
        self.assertEqual(domain.whitening.shape, (8, 9))
        self.assertTrue(np.isfinite(domain.distance(still(self.draw(4)))).all())

    def test_the_thresholds_are_those_of_the_workstation(self):
        contract = (PROJECT / "src-preload" / "contract" / "familiarity.ts").read_text()
        for name, value in (("unusualBelow", UNUSUAL_BELOW), ("outsideBelow", OUTSIDE_BELOW)):
            self.assertEqual(float(re.search(rf"{name} = ([\d.]+)", contract)[1]), value)

    def test_separation_is_the_chance_that_the_familiar_one_wins(self):
        self.assertEqual(separation(np.array([0.8, 0.9]), np.array([0.1, 0.2])), 1.0)
        self.assertEqual(separation(np.array([0.5, 0.5]), np.array([0.5])), 0.5)

    def test_outsiders_are_sound_but_for_silence(self):
        for name, samples in outsiders(22050).items():
            self.assertTrue(np.isfinite(samples).all())
            self.assertEqual(name == "silence", not np.any(samples), name)


class GradientReversal(unittest.TestCase):
    def test_values_pass_and_gradients_turn_round(self):
        values = torch.tensor([1.0, -2.0], requires_grad=True)
        turned = reverse(values, 0.5)
        self.assertTrue(torch.equal(turned, values))
        (turned * torch.tensor([3.0, 4.0])).sum().backward()
        self.assertEqual(values.grad.tolist(), [-1.5, -2.0])

    def test_the_strength_rises_as_published(self):
        self.assertAlmostEqual(strength_at(1), 0.245, places=3)
        self.assertGreater(strength_at(20), 0.9999)

    def test_a_discriminator_answers_a_logit_an_example(self):
        self.assertEqual(DomainDiscriminator(64)(torch.zeros(5, 64)).shape, (5, 1))
