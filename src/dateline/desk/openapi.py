"""OpenAPI: the schema of the desk's interface, with the shapes of Dateline's records as msgspec gives them."""

from __future__ import annotations

from typing import Any, Final

import msgspec
from fastapi import FastAPI
from fastapi.openapi.utils import get_openapi

_REF: Final = "#/components/schemas/{name}"
#: Statuses with which any request may be answered that is not served.
_REFUSALS: Final = (400, 401, 403, 404, 409, 413, 421, 422, 429, 503)


def answers(shape: str) -> dict[int | str, dict[str, Any]]:
    """What a route says of its answers: JSON of the shape of this name, or an error."""
    return {
        200: {
            "description": "As asked",
            "content": {"application/json": {"schema": {"$ref": _REF.format(name=f"Answer{shape}")}}},
        },
        **{
            status: {
                "description": "Why not",
                "content": {"application/json": {"schema": {"$ref": _REF.format(name="Error")}}},
            }
            for status in _REFUSALS
        },
    }


def described(app: FastAPI) -> dict[str, Any]:
    """The schema of the application, with the shapes of all answers."""
    from dateline.desk.shapes import SHAPES

    if app.openapi_schema is None:
        schema = get_openapi(
            title=app.title, version=app.version, description=app.description, routes=app.routes
        )
        found, components = msgspec.json.schema_components(list(SHAPES.values()), ref_template=_REF)
        held = schema.setdefault("components", {}).setdefault("schemas", {})
        held.update(components)
        for name, shape in zip(SHAPES, found, strict=True):
            held[f"Answer{name}"] = shape
        schema["components"]["securitySchemes"] = {
            "session": {"type": "apiKey", "in": "cookie", "name": "dateline"},
            "csrf": {"type": "apiKey", "in": "header", "name": "X-CSRF-Token"},
        }
        app.openapi_schema = schema
    return app.openapi_schema
