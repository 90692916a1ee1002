"""The result contract `assess/result/1`: what every reader of a judgement is given.

A result can be saved today and rendered next year without the rubric at hand, so it
carries every title, unit, reason and reference it needs, in both languages. Numbers are
unrounded. It says nothing of file names or line numbers, so that the same facts give the
same bytes however they are written down. New keys may be added; none is ever changed.
"""

from dataclasses import dataclass, field

from .clause_results import GateResult, VerdictResult
from .judgement import (
    BandResult,
    ConflictResult,
    ContractPart,
    GradeResult,
    MissingResult,
    NodeResult,
    ProfileResult,
    ResultStatus,
    RubricResult,
    StatedResult,
)
from .overview import (
    FigureResult,
    OpenQuestionResult,
    PatternResult,
    QuestionResult,
    StatedProblemResult,
    TentativeResult,
)
from .part_results import PartResult, RollUpResult
from .recommendation import (
    AdviceResult,
    ModeResult,
    PlanResult,
    StageResult,
)
from .registers import RegisterResult
from .robustness import SurenessResult
from .text import Text
from .unadvised import PractisedResult, UnraisedResult


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class ResultContract(ContractPart):
    """The whole judgement, and what to do next where that was asked."""

    schema: str
    engine: str
    rubric: RubricResult
    profile: ProfileResult
    status: ResultStatus
    score: float | None
    low: float
    high: float
    coverage: float
    grade: GradeResult | None
    nodes: tuple[NodeResult, ...]
    gates: tuple[GateResult, ...]
    missing: tuple[MissingResult, ...]
    grades: tuple[BandResult, ...]
    sources: dict[str, Text]
    stated: tuple[StatedResult, ...]
    """Everything the profile states, in the order of the vocabulary."""
    stage: StageResult = field(default_factory=StageResult)
    modes: tuple[ModeResult, ...] = ()
    advice: tuple[AdviceResult, ...] = ()
    warnings: tuple[PatternResult, ...] = ()
    """The patterns of the diagnosis of warnings that are there, and contradictions."""
    undecided: tuple[AdviceResult, ...] = ()
    """Measures of which it cannot be known whether they are called for."""
    unraised: tuple[UnraisedResult, ...] = ()
    practised: tuple[PractisedResult, ...] = ()
    """Measures that a gap would call for, and that the cluster does already."""
    plan: PlanResult | None = None
    provisional: float | None = None
    """Score of the known part (暂评), where too little is known for a score; never graded."""
    figures: tuple[FigureResult, ...] = ()
    """Ratios of the stated figures, and of which something is stated but not all."""
    problems: tuple[StatedProblemResult, ...] = ()
    """What the county states as problems, held against the indicators."""
    questions: tuple[QuestionResult, ...] = ()
    """What to find out next, the most useful first."""
    tentative: tuple[TentativeResult, ...] = ()
    """Measures that may be tried now, to be confirmed; with advice."""
    sureness: SurenessResult | None = None
    """How the judgement holds under other weights and cut-points; told with advice only, since it takes time."""
    conflicts: tuple[ConflictResult, ...] = ()
    """Where statements contradict each other, in the order of the vocabulary."""
    registers: tuple[RegisterResult, ...] = ()
    """Tables of the profile that are told as they stand: actors, instruments, targets."""
    parts: tuple[PartResult, ...] = ()
    """Sub-clusters, judged one by one."""
    rolled_up: RollUpResult | None = None
    """What their scores come to together; null without parts."""
    open_questions: tuple[OpenQuestionResult, ...] = ()
    """What must be answered before the judgement is used; nothing is refused for it."""
    patterns: tuple[PatternResult, ...] = ()
    """What a diagnosis tells, each as there, not there or unknown; in the order of the rubric."""
    verdict: VerdictResult | None = None
    """Whether a standard is met; null where the rubric speaks no verdict."""

    @property
    def is_scored(self) -> bool:
        """Whether the rubric has criteria, so that there is a score, or would be were more known."""
        return self.status != "unscored"

    @property
    def is_settled(self) -> bool:
        """Whether nothing is missing, so that no gap could change the judgement."""
        return self.coverage == 1 and self.low == self.high

    @property
    def grade_limits(self) -> tuple[float, ...]:
        """The scores at which grades change."""
        return tuple(band.from_ for band in self.grades)

    def node(self, name: str) -> NodeResult | None:
        """The node of that id."""
        return next((node for node in self.nodes if node.id == name), None)

    def children(self, parent: str | None) -> tuple[NodeResult, ...]:
        """Nodes right below a node; below None, the top criteria, and not the indicators that patterns alone read."""
        return tuple(
            node for node in self.nodes if node.parent == parent and (parent is not None or node.kind == "criterion")
        )
