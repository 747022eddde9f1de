"""Hold branch coverage to its bounds: all of score, check, load, figures and references.

What decides a published figure must be covered branch by branch; a line that is excepted says why
beside it. Reads ``.coverage`` of the last test run; exits with 1 and the lines that were missed.
"""

import json
import subprocess
import sys
import tempfile
from pathlib import Path

WHOLE = ("score/", "check/", "load/", "figures.py", "references.py")


def main() -> int:
    """Print each file below its bound; return the exit code."""
    with tempfile.TemporaryDirectory() as folder:
        report = Path(folder) / "coverage.json"
        subprocess.run([sys.executable, "-m", "coverage", "json", "-q", "-o", str(report)], check=True)
        files = json.loads(report.read_text(encoding="utf-8"))["files"]
    missed = 0
    for name, facts in sorted(files.items()):
        if name.removeprefix("generator/").startswith(WHOLE) and facts["summary"]["percent_covered"] < 100:
            missed += 1
            print(f"{name}: lines {facts['missing_lines']} branches {facts['missing_branches']}")
    held = sum(name.removeprefix("generator/").startswith(WHOLE) for name in files)
    print(f"branch coverage 100 %: {held - missed} of {held} files that decide figures")
    return 1 if missed or not held else 0


if __name__ == "__main__":
    sys.exit(main())
