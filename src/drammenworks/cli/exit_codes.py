"""The exit codes of the process.

0   success
1   content, theme or configuration has errors, the output cannot be written, or another build is running;
    nothing is published
2   wrong usage
3   of ``diff``: one of the two cannot be built, so that nothing was compared; 1 is that an address is lost
64  only between two processes of a preview on Windows: start the program again
70  a bug in the program (EX_SOFTWARE of sysexits.h)
"""

EXIT_STOPPED = 1
EXIT_USAGE = 2
EXIT_UNCOMPARED = 3
EXIT_RESTART = 64
EXIT_FAULT = 70
