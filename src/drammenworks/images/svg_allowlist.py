"""The SVG elements and attributes that are allowed: they draw, and neither run scripts, fetch nor link.

From the indices of SVG 2 (W3C, 2018) and Filter Effects 1. Not allowed are script, foreignObject, a, event
handlers, metadata, cursors, external fonts and animation, which cannot be paused (WCAG 2.2.2) and can change
a reference after it is checked.
"""

from __future__ import annotations

SVG = "http://www.w3.org/2000/svg"
XLINK = "http://www.w3.org/1999/xlink"
XML = "http://www.w3.org/XML/1998/namespace"

ELEMENTS = frozenset(
    """
    svg g defs symbol use switch title desc style view path rect circle ellipse line polyline polygon
    text tspan textPath image linearGradient radialGradient stop pattern clipPath mask marker filter
    feBlend feColorMatrix feComponentTransfer feComposite feConvolveMatrix feDiffuseLighting
    feDisplacementMap feDistantLight feDropShadow feFlood feFuncA feFuncB feFuncG feFuncR feGaussianBlur
    feMerge feMergeNode feMorphology feOffset fePointLight feSpecularLighting feSpotLight feTile
    feTurbulence
    """.split()  # noqa: SIM905 - one per line would be four pages.
)

ATTRIBUTES = frozenset(
    """
    id class style lang space role aria-hidden aria-label aria-labelledby aria-describedby href version
    type media x y width height viewBox preserveAspectRatio transform d points x1 y1 x2 y2 cx cy r rx ry
    fx fy fr pathLength dx dy rotate textLength lengthAdjust startOffset method spacing side
    gradientUnits gradientTransform spreadMethod offset patternUnits patternContentUnits
    patternTransform clipPathUnits maskUnits maskContentUnits markerUnits markerWidth markerHeight refX
    refY orient filterUnits primitiveUnits in in2 result mode values operator k1 k2 k3 k4 order
    kernelMatrix divisor bias targetX targetY edgeMode preserveAlpha surfaceScale diffuseConstant
    specularConstant specularExponent kernelUnitLength scale xChannelSelector yChannelSelector azimuth
    elevation z pointsAtX pointsAtY pointsAtZ limitingConeAngle stdDeviation radius baseFrequency
    numOctaves seed stitchTiles tableValues slope intercept amplitude exponent systemLanguage
    alignment-baseline baseline-shift clip clip-path clip-rule color color-interpolation
    color-interpolation-filters direction display dominant-baseline fill fill-opacity fill-rule filter
    flood-color flood-opacity font-family font-size font-size-adjust font-stretch font-style
    font-variant font-weight image-rendering isolation letter-spacing lighting-color marker-end
    marker-mid marker-start mask mask-type mix-blend-mode opacity overflow paint-order shape-rendering
    stop-color stop-opacity stroke stroke-dasharray stroke-dashoffset stroke-linecap stroke-linejoin
    stroke-miterlimit stroke-opacity stroke-width text-anchor text-decoration text-rendering
    transform-origin unicode-bidi vector-effect visibility word-spacing writing-mode
    """.split()  # noqa: SIM905 - one per line would be four pages.
)
