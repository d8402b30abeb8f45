"""What the process exits with.

0   done
1   content, theme or configuration has errors, the output cannot be written, or another build is at work;
    nothing was published
2   wrong usage
70  a fault of ours (EX_SOFTWARE of sysexits.h)
"""

EXIT_STOPPED = 1
EXIT_USAGE = 2
EXIT_FAULT = 70
