// @ts-check
// Glyphs from the visitor's own fonts: a 2D canvas measures and draws one code point at a time for
// the font loader in web/glyphs.cpp. Nothing is downloaded. Sizes are device pixels; `stretch`
// widens the drawing so that text can be placed between pixels.

/** Weights by the font number that the loader passes. */
const WEIGHTS = [400, 600];

// Not shown.
/** The families asked for, in order; the browser itself goes on with others for what is missing. */
const FAMILIES =
    'system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", "PingFang SC", "Microsoft YaHei", ' +
    '"Noto Sans CJK SC", "Noto Sans SC", "Apple Color Emoji", "Segoe UI Emoji", "Noto Color Emoji", ' +
    'sans-serif';

const CANVAS_SIDE_MAX = 1024;

/**
 * @typedef {object} GlyphBox
 * @property {number} advance Distance to the next glyph, without `stretch`.
 * @property {number} left First column of ink, from the pen, with `stretch`.
 * @property {number} top First row of ink, from the baseline, down.
 * @property {number} width 0 for what has no ink.
 * @property {number} height
 */

export class GlyphSource {
    /** @param {Document} document */
    constructor(document) {
        const canvas = document.createElement('canvas');
        canvas.width = canvas.height = 64;
        // Chinese text of the page is in simplified characters, whatever the language of the rest.
        canvas.lang = 'zh-Hans';
        const context = canvas.getContext('2d', { willReadFrequently: true });
        if (!context) throw new Error('no 2D canvas');
        this.canvas = canvas;
        this.context = context;
        this.font = '';
    }

    /**
     * @param {number} size
     * @param {number} weight
     */
    select(size, weight) {
        const font = `${WEIGHTS[weight] ?? WEIGHTS[0]} ${size}px ${FAMILIES}`;
        if (font === this.font) return;
        this.font = font;
        this.context.font = font;
    }

    /**
     * How far the font reaches above and below the baseline.
     * @param {number} size
     * @param {number} weight
     */
    verticalMetrics(size, weight) {
        this.select(size, weight);
        const { fontBoundingBoxAscent, fontBoundingBoxDescent } = this.context.measureText('Mg');
        return { ascent: fontBoundingBoxAscent, descent: fontBoundingBoxDescent };
    }

    /**
     * @param {number} codepoint
     * @param {number} size
     * @param {number} weight
     * @param {number} stretch
     * @returns {GlyphBox}
     */
    measure(codepoint, size, weight, stretch) {
        this.select(size, weight);
        const text = String.fromCodePoint(codepoint);
        const metrics = this.context.measureText(text);
        // A pixel on each side for antialiasing beyond the outline.
        const left = Math.floor(-metrics.actualBoundingBoxLeft * stretch) - 1;
        const right = Math.ceil(metrics.actualBoundingBoxRight * stretch) + 1;
        const top = Math.floor(-metrics.actualBoundingBoxAscent) - 1;
        const bottom = Math.ceil(metrics.actualBoundingBoxDescent) + 1;
        const hasInk = right - left > 2 && bottom - top > 2 && text.trim() !== '';
        return {
            advance: metrics.width,
            left,
            top,
            width: hasInk ? Math.min(right - left, CANVAS_SIDE_MAX) : 0,
            height: hasInk ? Math.min(bottom - top, CANVAS_SIDE_MAX) : 0,
        };
    }

    /**
     * The pixels of a glyph inside its box, as straight RGBA.
     * @param {number} codepoint
     * @param {number} size
     * @param {number} weight
     * @param {number} stretch
     * @param {GlyphBox} box As measured.
     * @returns {Uint8ClampedArray}
     */
    draw(codepoint, size, weight, stretch, box) {
        const { canvas, context } = this;
        if (box.width > canvas.width || box.height > canvas.height) {
            canvas.width = Math.max(canvas.width, box.width);
            canvas.height = Math.max(canvas.height, box.height);
            this.font = '';  // A new size of the canvas resets its state.
        }
        this.select(size, weight);
        context.clearRect(0, 0, box.width, box.height);
        context.setTransform(stretch, 0, 0, 1, -box.left, -box.top);
        context.fillText(String.fromCodePoint(codepoint), 0, 0);
        context.setTransform(1, 0, 0, 1, 0, 0);
        return context.getImageData(0, 0, box.width, box.height).data;
    }
}
