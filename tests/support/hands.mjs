// @ts-check
// Three ways to use the page: a mouse and a finger at true places of the canvas, and the keyboard alone.
// All speak of controls by their ids in the mirror; only the keyboard touches the mirror itself.

import { mirrored } from './visitor.mjs';

/** @typedef {import('playwright-core').Page} Page */
/** @typedef {{ x: number, y: number, width: number, height: number }} Box */

/**
 * @typedef {object} Hands
 * @property {(id: string) => Promise<void>} press
 * @property {(id: string, ratio: number) => Promise<void>} slide Moves a slider to a share of its range.
 * @property {(ids: string[]) => Promise<void>} sweep Goes over the places of these in one stroke.
 */

const WAIT_MS = 120_000;
const TRIES_MAX = 12;

/** Where a control is drawn on the screen, if it is. @param {Page} page @param {string} id @returns {Promise<Box | null>} */
const placeOf = (page, id) => page.evaluate((selector) => {
    const element = document.querySelector(selector);
    if (!element?.classList.contains('placed')) return null;
    const { x, y, width, height } = element.getBoundingClientRect();
    return { x, y, width, height };
}, mirrored(id));

/**
 * Where a control is, once it is on the screen; what is scrolled away, by the canvas or by the page, is scrolled to.
 * @param {Page} page @param {string} id @param {(dy: number) => Promise<void>} scroll
 */
async function seen(page, id, scroll) {
    await page.locator(mirrored(id)).waitFor({ state: 'attached', timeout: WAIT_MS });
    // A control that has just come is drawn with the next frame: scrolling before that would only lose it.
    await page.waitForFunction((selector) => document.querySelector(selector)?.classList.contains('placed'),
        mirrored(id), { timeout: 2000 }).catch(() => undefined);
    const height = page.viewportSize()?.height ?? 0;
    for (let turn = 0; turn < 40; turn += 1) {
        const box = await placeOf(page, id);
        const middle = box ? box.y + box.height / 2 : Infinity;
        if (box && box.height >= 24 && middle > 0 && middle < height) return box;
        await scroll(middle <= 0 ? -160 : 160);
        await page.waitForTimeout(60);
    }
    throw new Error(`${id} never came into sight`);
}

/** Where the thumb of a slider stands. @param {Page} page @param {string} id */
const thumbRatio = (page, id) => page.locator(mirrored(id)).evaluate((element) => {
    const { min, max, valueAsNumber } = /** @type {HTMLInputElement} */ (element);
    return (valueAsNumber - Number(min)) / (Number(max) - Number(min));
});

/** The track lies inside of the slider's place (ui/widgets.cpp). @param {Box} box @param {number} ratio */
const onTrack = ({ x, y, width, height }, ratio) => ({ x: x + 10 + ratio * (width - 20), y: y + height / 2 });

/** @param {Page} page @returns {Hands} */
export function mouseHands(page) {
    const scroll = async (/** @type {number} */ dy) => {
        await page.mouse.wheel(0, dy);
    };
    /** @param {string} id */
    const find = async (id) => {
        const size = page.viewportSize() ?? { width: 0, height: 0 };
        if (!await placeOf(page, id)) await page.mouse.move(size.width * 0.6, size.height * 0.6);
        return seen(page, id, scroll);
    };
    return {
        press: async (id) => {
            const { x, y, width, height } = await find(id);
            await page.mouse.click(x + width / 2, y + height / 2);
        },
        slide: async (id, ratio) => {
            const box = await find(id);
            const from = onTrack(box, await thumbRatio(page, id));
            const to = onTrack(box, ratio);
            await page.mouse.move(from.x, from.y);
            await page.mouse.down();
            await page.mouse.move(to.x, to.y, { steps: 4 });
            await page.waitForTimeout(100);
            await page.mouse.up();
        },
        sweep: async (ids) => {
            for (const [at, id] of ids.entries()) {
                const { x, y, width, height } = await find(id);
                await page.mouse.move(x + width / 2, y + height / 2, { steps: 3 });
                if (at === 0) await page.mouse.down();
            }
            await page.waitForTimeout(100);
            await page.mouse.up();
        },
    };
}

/** @param {Page} page @returns {Promise<Hands>} */
export async function touchHands(page) {
    const cdp = await page.context().newCDPSession(page);
    /** @param {'touchStart' | 'touchMove' | 'touchEnd'} type @param {{ x: number, y: number }} [at] */
    const touch = (type, at) => cdp.send('Input.dispatchTouchEvent', { type, touchPoints: at ? [at] : [] });
    /** @param {{ x: number, y: number }[]} points */
    const stroke = async (points) => {
        const [first, ...rest] = points;
        if (!first) return;
        await touch('touchStart', first);
        let last = first;
        for (const to of rest) {
            for (let part = 1; part <= 5; part += 1) {
                await touch('touchMove', { x: last.x + (to.x - last.x) * part / 5, y: last.y + (to.y - last.y) * part / 5 });
                await page.waitForTimeout(20);
            }
            last = to;
        }
        await page.waitForTimeout(100);
        await touch('touchEnd');
    };
    const scroll = async (/** @type {number} */ dy) => {
        const { width, height } = page.viewportSize() ?? { width: 0, height: 0 };
        await stroke([{ x: width / 2, y: height * 0.6 }, { x: width / 2, y: height * 0.6 - dy }]);
    };
    return {
        press: async (id) => {
            const { x, y, width, height } = await seen(page, id, scroll);
            await page.touchscreen.tap(x + width / 2, y + height / 2);
        },
        slide: async (id, ratio) => {
            const box = await seen(page, id, scroll);
            await stroke([onTrack(box, await thumbRatio(page, id)), onTrack(box, ratio)]);
        },
        sweep: async (ids) => {
            const boxes = [];
            for (const id of ids) boxes.push(await seen(page, id, scroll));
            await stroke(boxes.map(({ x, y, width, height }) => ({ x: x + width / 2, y: y + height / 2 })));
        },
    };
}

/** Nothing but keys: Tab and Shift+Tab until a control has the focus. @param {Page} page @returns {Hands} */
export function keyboardHands(page) {
    /** How many stops of Tab away a control is, negative backwards; arrows lead on within a group. @param {string} id */
    const stopsTo = (id) => page.evaluate((selector) => {
        const wanted = document.querySelector(selector);
        if (!wanted || wanted === document.activeElement) return { tabs: 0, arrows: 0 };
        const stops = [...document.querySelectorAll('a[href], button, input, textarea, select, summary, [tabindex]')]
            .filter((element) => /** @type {HTMLElement} */ (element).tabIndex >= 0 && element.getClientRects().length > 0);
        const role = wanted.getAttribute('role');
        const group = [...(wanted.parentElement?.children ?? [])].filter((one) => one.getAttribute('role') === role);
        const isGroup = role === 'radio' || role === 'tab';
        const entry = isGroup ? group.find((one) => /** @type {HTMLElement} */ (one).tabIndex >= 0) ?? wanted : wanted;
        const active = /** @type {HTMLElement} */ (document.activeElement);
        const from = stops.indexOf(active);
        return { tabs: stops.indexOf(entry) - from, arrows: isGroup ? group.indexOf(wanted) - group.indexOf(entry) : 0 };
    }, mirrored(id));
    /** @param {string} id */
    const hasFocus = (id) => page.evaluate((selector) => document.activeElement === document.querySelector(selector), mirrored(id));
    /** @param {string} id */
    const reach = async (id) => {
        await page.locator(mirrored(id)).waitFor({ state: 'attached', timeout: WAIT_MS });
        // What is there to stop at changes as the page goes on.
        for (let attempt = 0; attempt < TRIES_MAX; attempt += 1) {
            const { tabs, arrows } = await stopsTo(id);
            // All at once: each key of a page that is busy drawing would wait for a picture.
            await Promise.all(Array.from({ length: Math.abs(tabs) }, () => page.keyboard.press(tabs > 0 ? 'Tab' : 'Shift+Tab')));
            for (let arrow = Math.abs(arrows); arrow > 0; arrow -= 1) await page.keyboard.press(arrows > 0 ? 'ArrowRight' : 'ArrowLeft');
            if (await hasFocus(id)) return;
        }
        throw new Error(`${id} cannot be reached by keyboard`);
    };
    return {
        press: async (id) => {
            await reach(id);
            await page.keyboard.press('Enter');
        },
        slide: async (id, ratio) => {
            await reach(id);
            const steps = await page.locator(mirrored(id)).evaluate((element, share) => {
                const { min, max, step } = /** @type {HTMLInputElement} */ (element);
                return Math.round(share * (Number(max) - Number(min)) / Number(step));
            }, ratio);
            const now = await page.locator(mirrored(id)).evaluate((element) => {
                const { min, step, valueAsNumber } = /** @type {HTMLInputElement} */ (element);
                return Math.round((valueAsNumber - Number(min)) / Number(step));
            });
            const key = steps > now ? 'ArrowRight' : 'ArrowLeft';
            await Promise.all(Array.from({ length: Math.abs(steps - now) }, () => page.keyboard.press(key)));
        },
        // One after the other, a step or two each: presets do the rest.
        sweep: async (ids) => {
            for (const id of ids) {
                await reach(id);
                for (let press = 0; press < 2; press += 1) await page.keyboard.press('ArrowRight');
            }
        },
    };
}
