// @ts-check
// Pointers on the canvas. A mouse and a pen press at once; a finger presses when it is lifted without
// having moved, or begins to drag sideways: an upward or downward move belongs to the page, which
// scrolls (touch-action: pan-y) and takes the pointer away.

import { POINTER } from './engine.js';

/** How far a finger may stray and still tap, in CSS px. */
const TAP_RADIUS = 10;

/** @param {PointerEvent} event */
const place = (event) => /** @type {const} */ ([event.offsetX, event.offsetY]);

/**
 * @param {HTMLCanvasElement} canvas @param {AbortSignal} signal
 * @returns {(type: string, listener: (event: PointerEvent) => void) => void}
 */
const listenerOf = (canvas, signal) => (type, listener) => canvas.addEventListener(type,
    (event) => listener(/** @type {PointerEvent} */ (event)), { signal });

/**
 * @param {HTMLCanvasElement} canvas
 * @param {(kind: number, x: number, y: number, isTouch: boolean) => void} point
 * @param {AbortSignal} signal
 */
export function connectPointer(canvas, point, signal) {
    /** @type {{ id: number, x: number, y: number, isDragging: boolean } | undefined} */
    let finger;
    const on = listenerOf(canvas, signal);

    on('pointerdown', (event) => {
        if (!event.isPrimary || event.button !== 0) return;
        const [x, y] = place(event);
        canvas.setPointerCapture(event.pointerId);
        if (event.pointerType === 'touch') {
            finger = { id: event.pointerId, x, y, isDragging: false };
            return;
        }
        // Keeps the caret in the composer and starts no selection.
        event.preventDefault();
        point(POINTER.press, x, y, false);
    });
    on('pointermove', (event) => {
        if (!event.isPrimary) return;
        const [x, y] = place(event);
        if (event.pointerType !== 'touch') {
            point(POINTER.move, x, y, false);
            return;
        }
        if (!finger || finger.id !== event.pointerId) return;
        if (!finger.isDragging && Math.abs(x - finger.x) > TAP_RADIUS) {
            finger.isDragging = true;
            point(POINTER.press, finger.x, finger.y, true);
        }
        if (finger.isDragging) point(POINTER.move, x, y, true);
    });
    on('pointerup', (event) => {
        if (!event.isPrimary || event.button !== 0) return;
        const [x, y] = place(event);
        if (event.pointerType !== 'touch') {
            point(POINTER.release, x, y, false);
            return;
        }
        if (!finger) return;
        const strayed = Math.hypot(x - finger.x, y - finger.y) > TAP_RADIUS;
        if (!finger.isDragging && !strayed) point(POINTER.press, finger.x, finger.y, true);
        if (finger.isDragging || !strayed) point(POINTER.release, x, y, true);
        point(POINTER.leave, x, y, true);
        finger = undefined;
    });
    on('pointercancel', (event) => {
        if (!event.isPrimary) return;
        // The page scrolls: nothing was meant to be pressed. Away first, so that no click happens.
        point(POINTER.leave, 0, 0, event.pointerType === 'touch');
        if (finger?.isDragging) point(POINTER.release, -1, -1, true);
        finger = undefined;
    });
    on('pointerleave', (event) => {
        if (event.pointerType !== 'touch') point(POINTER.leave, 0, 0, false);
    });
}
