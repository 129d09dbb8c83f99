"""One copy of google/rpc and google/type in a process.

Protobuf keeps one pool of files a process and refuses a second file of the same name with other content. Copies of
google/rpc/status.proto do differ (in their options), so the bundled copy is registered only where there is no other:

1. googleapis-common-protos, where it is installed. Importing it here, before anything of ours, means that it never
   comes second to the bundled copy.
2. A copy that something else in the process registered already.
3. The bundled copy.
"""

from __future__ import annotations

import importlib
from typing import Any, Dict

from google.protobuf import descriptor_pool, message_factory, symbol_database


def classes_of(name: str, bundled: str) -> Dict[str, Any]:
    """Message classes by name, and DESCRIPTOR, of the file `name` (without .proto); `bundled` is the module of last resort."""
    public = name.replace("/", ".") + "_pb2"
    try:
        return _of_module(importlib.import_module(public))
    except ModuleNotFoundError as missing:
        # Only its own absence leads on; a broken installation is told.
        if missing.name is None or not (public + ".").startswith(missing.name + "."):
            raise
    try:
        file = descriptor_pool.Default().FindFileByName(name + ".proto")
    except KeyError:
        return _of_module(importlib.import_module(bundled))
    return {"DESCRIPTOR": file, **{key: _class_of(message) for key, message in file.message_types_by_name.items()}}


def _of_module(module: Any) -> Dict[str, Any]:
    file = module.DESCRIPTOR
    return {"DESCRIPTOR": file, **{key: getattr(module, key) for key in file.message_types_by_name}}


def _class_of(descriptor: Any) -> Any:
    if hasattr(message_factory, "GetMessageClass"):  # protobuf 4.22 and later
        return message_factory.GetMessageClass(descriptor)
    return symbol_database.Default().GetPrototype(descriptor)
