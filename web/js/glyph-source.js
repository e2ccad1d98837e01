// @ts-check
// Glyphs from the visitor's own fonts: a 2D canvas measures one code point at a time, and draws many,
// for the font loader in web/glyphs.cpp. Nothing is downloaded. Sizes are device pixels; `stretch`
// widens the drawing so that text can be placed between pixels.

/** Weights by the font number that the loader passes. */
const WEIGHTS = [400, 600];

// Not shown.
/** The families asked for, in order; the browser itself goes on with others for what is missing. */
const FAMILIES =
    'system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", "PingFang SC", "Microsoft YaHei", ' +
    '"Noto Sans CJK SC", "Noto Sans SC", "Apple Color Emoji", "Segoe UI Emoji", "Noto Color Emoji", ' +
    'sans-serif';

const CANVAS_SIDE = 256;
const CANVAS_SIDE_MAX = 1024;
const NUMBERS_PER_GLYPH = 9;
const GAP = 2;

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
        canvas.width = canvas.height = CANVAS_SIDE;
        // Chinese text of the page is in simplified characters, whatever the language of the rest.
        canvas.lang = 'zh-Hans';
        const context = canvas.getContext('2d', { willReadFrequently: true });
        if (!context) throw new Error('no 2D canvas');
        this.canvas = canvas;
        this.context = context;
        this.font = '';
        /** Most are measured twice, for the layout and for drawing. @type {Map<string, GlyphBox>} */
        this.boxes = new Map();
    }

    /** The first look at a font takes the browser a while. */
    wake() {
        for (const weight of WEIGHTS.keys()) this.verticalMetrics(16, weight);
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
        const key = `${codepoint} ${size} ${weight} ${stretch}`;
        const known = this.boxes.get(key);
        if (known) return known;
        this.select(size, weight);
        const text = String.fromCodePoint(codepoint);
        const metrics = this.context.measureText(text);
        // A pixel on each side for antialiasing beyond the outline.
        const left = Math.floor(-metrics.actualBoundingBoxLeft * stretch) - 1;
        const right = Math.ceil(metrics.actualBoundingBoxRight * stretch) + 1;
        const top = Math.floor(-metrics.actualBoundingBoxAscent) - 1;
        const bottom = Math.ceil(metrics.actualBoundingBoxDescent) + 1;
        const hasInk = right - left > 2 && bottom - top > 2 && text.trim() !== '';
        const box = {
            advance: metrics.width,
            left,
            top,
            width: hasInk ? Math.min(right - left, CANVAS_SIDE_MAX) : 0,
            height: hasInk ? Math.min(bottom - top, CANVAS_SIDE_MAX) : 0,
        };
        this.boxes.set(key, box);
        return box;
    }

    /**
     * The pixels of glyphs inside their boxes, one after the other, as straight RGBA.
     * @param {Int32Array} glyphs Nine numbers each: code point, size, weight, stretch and the box as measured.
     * @param {Uint8Array} out
     */
    draw(glyphs, out) {
        const { canvas, context } = this;
        let written = 0;
        for (let next = 0; next < glyphs.length;) {
            /** @type {number[][]} */
            const places = [];
            let [x, y, bottom] = [0, 0, 0];
            for (; next < glyphs.length; next += NUMBERS_PER_GLYPH) {
                const [codepoint = 0, size = 0, weight = 0, stretch = 0, , left = 0, top = 0, width = 0, height = 0] =
                    glyphs.subarray(next, next + NUMBERS_PER_GLYPH);
                if (x + width > canvas.width) [x, y] = [0, bottom];
                if (y + height > canvas.height || width > canvas.width) {
                    if (places.length > 0) break;  // The rest on an empty canvas.
                    canvas.width = Math.max(canvas.width, width);
                    canvas.height = Math.max(canvas.height, height);
                    this.font = '';  // A new size of the canvas resets its state.
                }
                this.select(size, weight);
                context.setTransform(stretch, 0, 0, 1, x - left, y - top);
                context.fillText(String.fromCodePoint(codepoint), 0, 0);
                places.push([x, y, width, height]);
                x += width + GAP;
                bottom = Math.max(bottom, y + height + GAP);
            }
            context.setTransform(1, 0, 0, 1, 0, 0);
            const { data } = context.getImageData(0, 0, canvas.width, bottom);
            context.clearRect(0, 0, canvas.width, canvas.height);
            for (const [left = 0, top = 0, width = 0, height = 0] of places) {
                for (let row = top; row < top + height; ++row) {
                    const from = (row * canvas.width + left) * 4;
                    out.set(data.subarray(from, from + width * 4), written);
                    written += width * 4;
                }
            }
        }
    }
}
