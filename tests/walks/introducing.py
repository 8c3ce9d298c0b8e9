"""Writes a node's introduction, or makes another node known by the one it wrote; as a program, for one node at a time.

python -m tests.walks.introducing HOME write FILE
python -m tests.walks.introducing HOME read FILE
"""

import sys
from pathlib import Path

from tests.walks.furnish import opened, prepare


def main(home: Path, what: str, file: Path) -> None:
    """In this process, for the node in this folder."""
    prepare(home)
    from safeconduct.domains.assessments.commands import AllowProvisionally
    from safeconduct.foundation.exchange.introduction import introduce_peer, own_introduction, read_introduction
    from safeconduct.kernel.acts import Act
    from safeconduct.kernel.ids import new_id

    node = opened(home)
    if what == "write":
        file.write_bytes(own_introduction())
    else:
        said = read_introduction(file.read_bytes())
        act = Act(id=new_id(), actor="system", purpose="administration", place="node")
        allowed = AllowProvisionally(about=said.node, about_name=said.name, reason="a walk of two nodes")
        introduce_peer(act, said, compared=said.fingerprint, first=(allowed,))
    node.close()


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2], Path(sys.argv[3]))
