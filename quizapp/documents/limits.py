"""What one document may cost, imposed by the process that reads it on itself."""

import math
import signal
import sys
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Limits:
    """Bound the reading of one document: `cpu` and `wall` in seconds, `memory` in bytes of data.

    CPU time decides. It is the document's own cost and the same however busy the machine is: on an idle one a reader
    that is stopped at 1.5 s is stopped within two seconds. The clock only catches what waits without working, so it is
    generous; two seconds of it would refuse good postings whenever a class sends theirs at once. What a process reads
    of libraries comes on top of `memory`; together they stay below 200 MB.
    """

    cpu: float = 1.5
    wall: float = 10.0
    memory: int = 150 * 2**20

    def impose(self) -> None:
        """Bound this process from now on, as far as the system can; it can't be undone from within.

        Meeting a limit of time ends the process, meeting that of memory raises MemoryError in it.
        """
        if sys.platform == "win32":
            return  # the parent's clock is the only limit there
        import resource

        # The handlers that Python or a parent has set are not ours: by default both signals end the process.
        signal.signal(signal.SIGPROF, signal.SIG_DFL)
        signal.signal(signal.SIGALRM, signal.SIG_DFL)
        signal.setitimer(signal.ITIMER_PROF, self.cpu)
        signal.setitimer(signal.ITIMER_REAL, self.wall)
        most = {resource.RLIMIT_CPU: math.ceil(self.cpu) + 1, resource.RLIMIT_CORE: 0, resource.RLIMIT_FSIZE: 0}
        if sys.platform == "linux":  # elsewhere these don't count, or count what was mapped before us
            most |= {resource.RLIMIT_DATA: self.memory, resource.RLIMIT_AS: self.memory + _LIBRARIES}
        for kind, value in most.items():
            resource.setrlimit(kind, (value, value))


DEFAULT = Limits()
_LIBRARIES = 362 * 2**20  # bytes of address space, most of it never touched
