"""What to do next: measures that fire from a judgement, each priced by judging again.

From the bottom up: `diagnosis` gathers what is known of a cluster under all rubrics;
`triggers` tell whether conditions hold; `staging`, `modes` and `pricing` answer how far a
cluster has come, which way it should go, and which facts a measure would move; `calling`
finds the measures that fire; `appraisal` judges again and tells the gain; `prospect` and
`planning` find the cheapest set; `advising` and `agenda` put it all into results.
"""

from .advising import Advice, advise, advised, urgency, with_advice

__all__ = ["Advice", "advise", "advised", "urgency", "with_advice"]
