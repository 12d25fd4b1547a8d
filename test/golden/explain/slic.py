"""Golden label maps for the SLIC segmenter, by scikit-image 0.19, on the spectrograms that felzenszwalb.py made.

Run in this folder: python3 slic.py
"""
import json

import numpy as np
from skimage.segmentation import slic

cases = [
    ("music-313x149", dict(n_segments=300, compactness=0.1, sigma=0.5)),
    ("music-215x168", dict(n_segments=300, compactness=0.1, sigma=0.5)),
    ("music-215x168", dict(n_segments=80, compactness=1.0, sigma=0.0)),
    ("loud-ends-215x168", dict(n_segments=200, compactness=0.05, sigma=1.0)),
    ("noise-64x48", dict(n_segments=30, compactness=0.3, sigma=0.0)),
    ("blocks-40x57", dict(n_segments=50, compactness=0.2, sigma=0.5)),
]
listing = []
for number, (name, params) in enumerate(cases):
    frames, bands = map(int, name.split("-")[-1].split("x"))
    values = np.fromfile(f"{name}.f32", dtype="<f4").reshape(frames, bands).astype(np.float64)
    sigma = params.pop("sigma")
    labels = slic(values, channel_axis=None, start_label=0, sigma=sigma, **params)
    labels.astype("<u2").tofile(f"slic-{number}.u16")
    listing.append(
        dict(
            name=name,
            frames=frames,
            bands=bands,
            labels=f"slic-{number}.u16",
            params=dict(segments=params["n_segments"], compactness=params["compactness"], sigma=sigma),
        )
    )
with open("slic.json", "w") as file:
    json.dump(listing, file, indent=1)
