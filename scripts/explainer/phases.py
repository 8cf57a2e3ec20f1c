"""The phases into which the timeline is divided."""

from __future__ import annotations

import datetime

# Each begins on its day and lasts until the next. The names are addresses, /timeline/#before.
PHASES: dict[str, tuple[datetime.date, str]] = {
    "before": (datetime.date.min, "Before the proposal"),
    "proposal": (datetime.date(2025, 3, 11), "The proposal, 11 March 2025"),
    "answer": (datetime.date(2025, 3, 12), "The answer, 12 to 18 March 2025"),
    "after": (datetime.date(2025, 3, 19), "After the call, 19 March to 7 May 2025"),
    "istanbul": (datetime.date(2025, 5, 8), "Thirty days again, and Istanbul, 8 May to 14 August 2025"),
    "plans": (datetime.date(2025, 8, 15), "Alaska and the plans, 15 August to 31 December 2025"),
    "rounds": (datetime.date(2026, 1, 1), "Rounds of talks and short truces, 2026"),
}


def phase_of(date: datetime.date) -> str:
    """The phase in which a day falls."""
    return [phase for phase, (start, _) in PHASES.items() if start <= date][-1]
