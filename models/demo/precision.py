"""The number format to compute with: bfloat16 where the processor has instructions for it. Emulated it is twenty times slower
than float32."""
from pathlib import Path

import torch

HAS_BFLOAT16 = "avx512_bf16" in Path("/proc/cpuinfo").read_text()
FAST = torch.bfloat16 if HAS_BFLOAT16 else torch.float32
