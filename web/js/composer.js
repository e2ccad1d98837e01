// @ts-check
// The field in which visitors type: a real input, so that IME, phone keyboards, dictation, paste and
// undo are the browser's own. This file decides when what is typed is sent.

/** Characters kept of a message; the core cuts more finely and says so. */
export const MESSAGE_LENGTH_MAX = 4000;

/** Safari ends a composition before the keydown of the Enter that picked the candidate. */
const COMPOSITION_GUARD_MS = 100;

export class EnterGuard {
    constructor() {
        this.composing = false;
        this.endedAt = -Infinity;
    }

    start() {
        this.composing = true;
    }

    /** @param {number} time */
    end(time) {
        this.composing = false;
        this.endedAt = time;
    }

    /**
     * Whether this Enter belongs to the IME and not to us.
     * @param {{ isComposing: boolean, keyCode: number, timeStamp: number }} event
     */
    belongsToComposition(event) {
        return event.isComposing || this.composing || event.keyCode === 229 ||
            event.timeStamp - this.endedAt < COMPOSITION_GUARD_MS;
    }
}

/**
 * Cuts to the longest message without splitting a pair of surrogates.
 * @param {string} text
 */
export function limitMessage(text) {
    if (text.length <= MESSAGE_LENGTH_MAX) return text;
    const cut = text.slice(0, MESSAGE_LENGTH_MAX);
    const last = cut.charCodeAt(cut.length - 1);
    return last >= 0xd800 && last <= 0xdbff ? cut.slice(0, -1) : cut;
}

/**
 * @param {HTMLFormElement} form
 * @param {HTMLInputElement} input
 * @param {(text: string) => void} send
 * @param {AbortSignal} signal
 */
export function connectComposer(form, input, send, signal) {
    const guard = new EnterGuard();
    input.addEventListener('compositionstart', () => guard.start(), { signal });
    input.addEventListener('compositionend', (event) => guard.end(event.timeStamp), { signal });
    input.addEventListener('keydown', (event) => {
        if (event.key !== 'Enter') return;
        // Without this the browser would submit the form for the Enter that picks a candidate.
        if (guard.belongsToComposition(event)) event.preventDefault();
    }, { signal });
    input.addEventListener('paste', (event) => {
        const pasted = event.clipboardData?.getData('text') ?? '';
        if (pasted.length <= MESSAGE_LENGTH_MAX) return;
        // A megabyte in a one-line field stalls the browser: what we would cut anyway is cut first.
        event.preventDefault();
        const start = input.selectionStart ?? input.value.length;
        const end = input.selectionEnd ?? start;
        input.setRangeText(limitMessage(pasted.replace(/[\r\n]+/g, ' ')), start, end, 'end');
    }, { signal });
    form.addEventListener('submit', (event) => {
        event.preventDefault();
        const text = limitMessage(input.value);
        if (text.trim() === '') return;
        input.value = '';
        send(text);
    }, { signal });
}
