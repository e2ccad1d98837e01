// @ts-check
// Messages between the page in a frame and its host, in both directions, with all that they may
// hold. What is not listed here, of another version, or malformed is ignored (docs/embedding.md).

const PROTOCOL = 'breathing-room';
export const VERSION = 1;

/** @typedef {{ protocol: 'breathing-room', version: 1, type: string, [member: string]: unknown }} Message */
/** @typedef {(value: unknown) => boolean} Check */

/** @param {number} min @param {number} max @returns {Check} */
const whole = (min, max) => (value) =>
    typeof value === 'number' && Number.isInteger(value) && value >= min && value <= max;
/** @type {Check} */
const number = (value) => typeof value === 'number' && Number.isFinite(value) && value >= 0;
/** @param {...string} words @returns {Check} */
const oneOf = (...words) => (value) => typeof value === 'string' && words.includes(value);
/** @param {number} length @returns {Check} */
const text = (length) => (value) => typeof value === 'string' && value.length <= length;
/** @param {Check} check @returns {Check & { isOptional?: boolean }} */
const optional = (check) => Object.assign((/** @type {unknown} */ value) => check(value), { isOptional: true });

const language = oneOf('ms', 'en', 'zh');

/** From the frame to its host. @type {Record<string, Record<string, Check & { isOptional?: boolean }>>} */
export const TO_HOST = {
    ready: { title: text(300), language },
    height: { px: whole(1, 20000) },
    state: { language, theme: oneOf('light', 'dark', 'projector', 'contrast'), act: optional(whole(0, 7)) },
    result: {
        scenario: text(200), seed: text(20), digest: text(16), now_s: number, orders: number, served: number, lost: number,
    },
    error: { reason: oneOf('no-webgl', 'no-wasm', 'stopped') },
};

/** From the host to the frame. @type {typeof TO_HOST} */
export const TO_FRAME = {
    hello: {},
    set: { lang: optional(language), theme: optional(oneOf('auto', 'light', 'dark', 'projector', 'contrast')) },
    play: {},
    pause: {},
    go: { act: whole(1, 7) },
    ask: {},
};

/**
 * Whether one more message may be heard now: so many at once, and as many again each second.
 * @param {number} perSecond
 */
export function limitRate(perSecond, clock = () => performance.now()) {
    let left = perSecond;
    let last = clock();
    return () => {
        const now = clock();
        left = Math.min(perSecond, left + Math.max(0, now - last) / 1000 * perSecond);
        last = now;
        if (left < 1) return false;
        left -= 1;
        return true;
    };
}

/**
 * @param {string} type
 * @param {Record<string, unknown>} [members]
 * @returns {Message}
 */
export function makeMessage(type, members = {}) {
    return { ...members, protocol: PROTOCOL, version: VERSION, type };
}

/**
 * The message in what was posted, with its listed members only.
 * @param {unknown} data
 * @param {typeof TO_HOST} listed TO_HOST or TO_FRAME.
 * @returns {Message | undefined} Nothing if it is no message of ours.
 */
export function readMessage(data, listed) {
    if (typeof data !== 'object' || data === null) return undefined;
    const posted = /** @type {Record<string, unknown>} */ (data);
    if (posted.protocol !== PROTOCOL || posted.version !== VERSION) return undefined;
    const { type } = posted;
    if (typeof type !== 'string' || !Object.hasOwn(listed, type)) return undefined;
    /** @type {Record<string, unknown>} */
    const members = {};
    for (const [name, check] of Object.entries(listed[type] ?? {})) {
        const value = Object.hasOwn(posted, name) ? posted[name] : undefined;
        if (value === undefined && check.isOptional) continue;
        if (!check(value)) return undefined;
        members[name] = value;
    }
    return makeMessage(type, members);
}
