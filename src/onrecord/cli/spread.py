"""Options in groups: a dataclass whose fields are options, given to a verb as one value.

Typer makes one option of each parameter of a function; `spread` gives it a function whose parameters are the fields.
"""

from __future__ import annotations

import inspect
from collections.abc import Callable
from dataclasses import MISSING, Field, fields, is_dataclass
from functools import wraps
from typing import get_type_hints


def spread(verb: Callable[..., None]) -> Callable[..., None]:
    """The verb as Typer should see it: each parameter that is a dataclass is replaced by its fields, as options."""
    hints = get_type_hints(verb, include_extras=True)
    groups = {
        name: hint for name, hint in hints.items() if name != "return" and isinstance(hint, type) and is_dataclass(hint)
    }
    parameters: list[inspect.Parameter] = []
    for parameter in inspect.signature(verb).parameters.values():
        group = groups.get(parameter.name)
        if group is None:
            parameters.append(parameter.replace(annotation=hints[parameter.name]))
        else:
            own = get_type_hints(group, include_extras=True)
            parameters += [_parameter(field, own[field.name]) for field in fields(group)]

    @wraps(verb)
    def spread_out(**options: object) -> None:
        values = {name: group(**{f.name: options.pop(f.name) for f in fields(group)}) for name, group in groups.items()}
        verb(**options, **values)

    spread_out.__signature__ = inspect.Signature(parameters)  # type: ignore[attr-defined]
    spread_out.__annotations__ = {parameter.name: parameter.annotation for parameter in parameters}
    return spread_out


def _parameter(field: Field[object], hint: object) -> inspect.Parameter:
    default = inspect.Parameter.empty if field.default is MISSING else field.default
    return inspect.Parameter(field.name, inspect.Parameter.KEYWORD_ONLY, default=default, annotation=hint)
