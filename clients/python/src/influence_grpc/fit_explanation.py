"""Why one creator scores as it does, in plain text."""

from __future__ import annotations

from typing import List

from influence_grpc.fit_names import caution_name, component_name, reason_name, status_name
from influence_grpc.fit_text import bar, in_words, visible
from influence_grpc.messages import ComponentScore, ScoreFitResponse

_BAR = 24
_NAME = 14


def explanation_of(creator_id: str, answer: ScoreFitResponse) -> str:
    """Each component's value, weight and points, the bar of what it adds (# are points, dots what its weight would have
    allowed); then the score with its interval, what is not met, and words of caution."""
    fit = answer.fit
    most = max([each.weight for each in fit.components], default=0.0)
    lines = [
        f"{visible(creator_id)}, by {answer.model_id} version {answer.model_version}",
        "",
        f"{'component':<{_NAME}}  {'value':>6}  {'weight':>7}  {'points':>7}  {'':<{_BAR}}  state",
    ]
    for component in fit.components:
        lines += _component_lines(component, most)
    lines += [
        f"{'score':<{_NAME}}  {'':>6}  {'':>7}  {fit.score:7.2f}  {bar(fit.score, 100, _BAR)}  of 100",
        "",
        f"With everything known the score would be between {fit.lower:.2f} and {fit.upper:.2f} (a nominal 80 % interval).",
        f"Known is {100 * fit.coverage:.1f} % of what the brief asks for, by weight.",
    ]
    if fit.HasField("target_share"):
        share = fit.target_share
        lines.append(
            f"Wanted in every dimension is {100 * share.share:.1f} % of the audience (between {100 * share.lower:.1f} % and {100 * share.upper:.1f} %)."
        )
    lines += ["", "eligible" if fit.eligible else "not eligible:"]
    lines += [f"  {in_words(reason_name(each.reason))}: {visible(each.sentence)}" for each in fit.ineligibilities]
    if fit.cautions:
        lines.append("words of caution:")
        lines += [f"  {in_words(caution_name(each.flag))}: {visible(each.sentence)}" for each in fit.cautions]
    return "\n".join(lines)


def _component_lines(component: ComponentScore, most: float) -> List[str]:
    name, state = component_name(component.component), in_words(status_name(component.status)).upper()
    if not component.HasField("value"):
        row = f"{name:<{_NAME}}  {'':>6}  {'':>7}  {'':>7}  {'':<{_BAR}}  {state}"
    else:
        # A bar as long as the weight, against the heaviest component's; the points fill it.
        length = max(1, round(_BAR * component.weight / most)) if component.weight > 0 else 0
        drawn = bar(component.contribution, 100 * component.weight, length) if length else ""
        weight = f"{100 * component.weight:.1f} %"
        row = f"{name:<{_NAME}}  {component.value:6.3f}  {weight:>7}  {component.contribution:7.2f}  {drawn:<{_BAR}}  {state}"
    return [row, *(f"    {visible(reason)}" for reason in component.reasons)]
