"""What the process exits with.

0   done
1   content, theme or configuration has errors, and nothing was published
2   wrong usage
70  a fault of ours (EX_SOFTWARE of sysexits.h)
"""

EXIT_USAGE = 2
EXIT_FAULT = 70
