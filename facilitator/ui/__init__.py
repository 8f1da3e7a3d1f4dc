"""The screens. Nothing outside this package imports textual."""

import os

# Textual reads it when it is imported. After each paint a key waits for the next frame: 4 ms of it, not 17. Frames are
# made only when something changes, so an idle screen costs the same.
os.environ.setdefault("TEXTUAL_FPS", "240")

from facilitator.spared import spare

spare()
