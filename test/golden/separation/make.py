"""Medians and masks of a small spectrogram by scipy, for harmonic-percussive.test.ts. Run with Debian's python3-scipy."""

import json
from pathlib import Path

import numpy as np
from scipy.ndimage import median_filter

frames, bins, harmonic_width, percussive_width, margin = 40, 60, 9, 11, 2.0
random = np.random.default_rng(7)
spectrogram = random.gamma(0.6, 1.0, (frames, bins)).astype(np.float32)
spectrogram[:, 20] += 8
spectrogram[25, :] += 6
lasting = median_filter(spectrogram, size=(harmonic_width, 1), mode="reflect")
broad = median_filter(spectrogram, size=(1, percussive_width), mode="reflect")
Path(__file__).with_name("medians.json").write_text(
    json.dumps(
        {
            "frames": frames,
            "bins": bins,
            "harmonicWidth": harmonic_width,
            "percussiveWidth": percussive_width,
            "margin": margin,
            "magnitudes": [float(v) for v in spectrogram.ravel()],
            "harmonic": (lasting > margin * broad).astype(int).ravel().tolist(),
            "percussive": (broad > margin * lasting).astype(int).ravel().tolist(),
        }
    )
)
