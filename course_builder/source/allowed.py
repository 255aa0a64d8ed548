"""What authors' HTML and drawings may consist of; whatever is not listed here is not trusted.

The one list serves raw HTML in Markdown and SVG files. Nothing in it runs a program, asks another host by itself, or
sends what learners write anywhere.
"""

from __future__ import annotations

import re


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


SVG_NAMESPACE = "http://www.w3.org/2000/svg"

HTML_ELEMENTS = _words(
    """
    a abbr address article aside audio b bdi bdo blockquote br caption center cite code col colgroup data dd del
    details dfn div dl dt em figcaption figure footer h1 h2 h3 h4 h5 h6 header hgroup hr i img input ins kbd label
    li mark menu meter nav ol p picture pre progress q rp rt ruby s samp search section small source span strike
    strong sub summary sup table tbody td tfoot th thead time tr track tt u ul var video wbr
    """
)

HTML_ATTRIBUTES = _words(
    """
    abbr accesskey align alt checked cite class color cols colspan controls coords datetime decoding default dir
    disabled download draggable for headers height hidden high href hreflang id inert itemprop itemscope itemtype
    kind label lang loading loop low max media min muted name open optimum playsinline popover poster preload rel
    reversed role rows rowspan scope shape sizes span spellcheck src srclang srcset start style summary tabindex
    target title translate type valign value width
    """
)

SVG_ELEMENTS = _words(
    """
    a animate animateMotion animateTransform circle clipPath defs desc ellipse feBlend feColorMatrix
    feComponentTransfer feComposite feConvolveMatrix feDiffuseLighting feDisplacementMap feDistantLight feDropShadow
    feFlood feFuncA feFuncB feFuncG feFuncR feGaussianBlur feImage feMerge feMergeNode feMorphology feOffset
    fePointLight feSpecularLighting feSpotLight feTile feTurbulence filter font font-face font-face-name
    font-face-src glyph g hkern image line linearGradient marker mask metadata missing-glyph mpath path pattern
    polygon polyline radialGradient rect stop style svg switch symbol text textPath title tref tspan use view vkern
    """
)

SVG_ATTRIBUTES = _words(
    """
    accent-height accumulate additive alignment-baseline alphabetic amplitude arabic-form ascent attributeName
    attributeType azimuth baseFrequency baseProfile baseline-shift bbox begin bias by calcMode cap-height class clip
    clip-path clip-rule clipPathUnits color color-interpolation color-interpolation-filters color-profile
    color-rendering contentScriptType contentStyleType crossorigin cursor cx cy d descent diffuseConstant direction
    display divisor dominant-baseline dur dx dy edgeMode elevation enable-background end exponent
    externalResourcesRequired fill fill-opacity fill-rule filter filterRes filterUnits flood-color flood-opacity
    focusable font font-family font-size font-size-adjust font-stretch font-style font-variant font-weight format fr
    from fx fy g1 g2 glyph-name glyph-orientation-horizontal glyph-orientation-vertical glyphRef gradientTransform
    gradientUnits hanging height horiz-adv-x horiz-origin-x horiz-origin-y href id ideographic image-rendering in
    in2 intercept isolation k k1 k2 k3 k4 kernelMatrix kernelUnitLength kerning keyPoints keySplines keyTimes lang
    lengthAdjust letter-spacing lighting-color limitingConeAngle line-height local marker marker-end marker-mid
    marker-start markerHeight markerUnits markerWidth mask mask-type maskContentUnits maskUnits mathematical max
    media method min mix-blend-mode mode name numOctaves offset opacity operator order orient orientation origin
    overflow overline-position overline-thickness paint-order panose-1 path pathLength patternContentUnits
    patternTransform patternUnits pointer-events points pointsAtX pointsAtY pointsAtZ preserveAlpha
    preserveAspectRatio primitiveUnits r radius refX refY rel rendering-intent repeatCount repeatDur
    requiredExtensions requiredFeatures restart result role rotate rx ry scale seed shape-padding shape-rendering
    slope solid-color solid-opacity space spacing specularConstant specularExponent spreadMethod startOffset
    stdDeviation stemh stemv stitchTiles stop-color stop-opacity strikethrough-position strikethrough-thickness
    string stroke stroke-dasharray stroke-dashoffset stroke-linecap stroke-linejoin stroke-miterlimit stroke-opacity
    stroke-width style surfaceScale systemLanguage tabindex tableValues target targetX targetY text-align
    text-anchor text-decoration text-rendering textLength title to transform transform-origin type u1 u2
    underline-position underline-thickness unicode unicode-bidi unicode-range units-per-em v-alphabetic v-hanging
    v-ideographic v-mathematical values vector-effect version vert-adv-y vert-origin-x vert-origin-y viewBox
    viewTarget visibility white-space width widths word-spacing writing-mode x x-height x1 x2 xChannelSelector
    xlink:href xml:space xmlns y y1 y2 yChannelSelector z zoomAndPan
    """
)

MATH_ELEMENTS = _words(
    """
    math menclose merror mfrac mi mmultiscripts mn mo mover mpadded mphantom mprescripts mroot mrow ms mspace msqrt
    mstyle msub msubsup msup mtable mtd mtext mtr munder munderover none semantics
    """
)

MATH_ATTRIBUTES = _words(
    """
    accent accentunder columnalign columnlines columnspacing columnspan depth displaystyle fence form frame
    framespacing largeop linethickness lspace mathbackground mathcolor mathsize mathvariant maxsize minsize
    movablelimits notation rowalign rowlines rowspacing rspace scriptlevel separator stretchy symmetric voffset
    """
)

EDITORS = (
    "http://www.inkscape.org/", "http://sodipodi.sourceforge.net/", "http://www.w3.org/1999/02/22-rdf-syntax-ns#", "http://purl.org/dc/",
    "http://creativecommons.org/ns#", "http://web.resource.org/cc/", "http://ns.adobe.com/", "http://www.bohemiancoding.com/sketch",
    "http://www.serif.com/", "http://www.figma.com/", "http://www.corel.com/", "http://www.openclipart.org/", "http://xml.openoffice.org/",
    "http://xmlns.com/foaf/", "http://vectornator.io", "https://boxy-svg.com", "http://www.boxyhq.com", "http://xml.apache.org/",
)  # fmt: skip
"""How the names of namespaces begin in which drawing programs keep notes. Browsers make nothing of them."""

_FREE = ("aria-", "data-")
_OWN_ADDRESS = re.compile(r"\s*(?:#|data:image/[\w.+-]+[;,])", re.IGNORECASE)
_URL = re.compile(r"url\(\s*['\"]?([^)]*)", re.IGNORECASE)


def is_allowed(attribute: str, listed: frozenset[str]) -> bool:
    """Whether an attribute may stand on an element, whatever its value.

    Args:
        listed: the attributes that may.
    """
    return attribute in listed or attribute.startswith(_FREE)


def is_own_address(address: str) -> bool:
    """Whether an address in a drawing stays in the drawing: a place in it, or a picture that is embedded."""
    return bool(_OWN_ADDRESS.match(address))


def fetches(style: str) -> bool:
    """Whether CSS of a drawing fetches something, or is written so that this cannot be told."""
    text = style.casefold()
    if "@import" in text or "\\" in text or "image-set(" in text or "expression(" in text:
        return True
    return any(not is_own_address(found) and not _FONT.match(found) for found in _URL.findall(style))


_FONT = re.compile(r"\s*data:(?:application/(?:x-)?font|font/|application/octet-stream)", re.IGNORECASE)
