// @ts-check
// Pointers and wheel on the canvas. The page scrolls past the canvas by wheel and by finger; only
// where a surface on the canvas can itself move that way does the canvas take them.

import { POINTER } from './engine.js';

/** How far a finger may stray and still tap, in CSS px. */
const TAP_RADIUS = 10;
/** CSS px of one line of the wheel, as the interface counts them (ui/scroll.cpp). */
const LINE = 56;
/** A wheel that began to scroll the page goes on to, until it pauses. */
const WHEEL_LATCH_MS = 200;

/**
 * @typedef {{ canScrollUp: boolean, canScrollDown: boolean }} Scrollable
 *
 * @typedef {object} PointerTarget
 * @property {(kind: number, x: number, y: number, isTouch: boolean) => void} point
 * @property {(lines: number) => void} turnWheel Up is positive.
 * @property {() => Scrollable} under What was under the pointer in the last frame.
 * @property {() => void} drawNow
 */

/**
 * Pixels of a wheel's turn, down is positive.
 * @param {{ deltaY: number, deltaMode: number }} event
 * @param {number} page Height of a page in CSS px.
 */
export function wheelPixels({ deltaY, deltaMode }, page) {
    return deltaY * ([1, 18, page][deltaMode] ?? 1);
}

/**
 * Whether a surface can move so that its content goes up or down by dy.
 * @param {Scrollable} surface
 * @param {number} dy Of the content, down is positive.
 */
export function canMove(surface, dy) {
    return dy > 0 ? surface.canScrollUp : surface.canScrollDown;
}

/**
 * @param {HTMLCanvasElement} canvas
 * @param {PointerTarget} target
 * @param {AbortSignal} signal
 */
export function connectPointer(canvas, target, signal) {
    connectMouse(canvas, target, signal);
    connectFinger(canvas, target, signal);
    connectWheel(canvas, target, signal);
}

/**
 * A mouse or a pen presses at once.
 * @param {HTMLCanvasElement} canvas
 * @param {PointerTarget} target
 * @param {AbortSignal} signal
 */
function connectMouse(canvas, target, signal) {
    /**
     * @param {'pointerdown' | 'pointermove' | 'pointerup' | 'pointercancel' | 'pointerleave'} type
     * @param {number} kind
     */
    const on = (type, kind) => canvas.addEventListener(type, (event) => {
        if (event.pointerType === 'touch' || !event.isPrimary) return;
        if ((kind === POINTER.press || kind === POINTER.release) && event.button !== 0) return;
        if (kind === POINTER.press) {
            canvas.setPointerCapture(event.pointerId);
            event.preventDefault();  // Keeps the caret in the composer and starts no selection.
        }
        target.point(kind, event.offsetX, event.offsetY, false);
    }, { signal });
    on('pointerdown', POINTER.press);
    on('pointermove', POINTER.move);
    on('pointerup', POINTER.release);
    on('pointerleave', POINTER.leave);
    canvas.addEventListener('pointercancel', (event) => {
        if (event.pointerType === 'touch') return;
        // Away first, so that letting go clicks nothing.
        target.point(POINTER.leave, 0, 0, false);
        target.point(POINTER.release, -1, -1, false);
    }, { signal });
}

/**
 * A finger presses when it is lifted without having moved, or when it begins to drag what can be
 * dragged. All other moves are the page's, which takes the pointer away (touch-action).
 * @param {HTMLCanvasElement} canvas
 * @param {PointerTarget} target
 * @param {AbortSignal} signal
 */
function connectFinger(canvas, target, signal) {
    /** @type {{ id: number, x: number, y: number, isDragging: boolean } | undefined} */
    let finger;
    const drag = () => {
        if (!finger || finger.isDragging) return;
        finger.isDragging = true;
        target.point(POINTER.press, finger.x, finger.y, true);
    };
    const end = () => {
        target.point(POINTER.leave, 0, 0, true);
        if (finger?.isDragging) target.point(POINTER.release, -1, -1, true);
        finger = undefined;
    };
    canvas.addEventListener('pointerdown', (event) => {
        if (event.pointerType !== 'touch') return;
        if (!event.isPrimary) {
            end();  // Two fingers zoom the page.
            return;
        }
        finger = { id: event.pointerId, x: event.offsetX, y: event.offsetY, isDragging: false };
        target.point(POINTER.move, finger.x, finger.y, true);
        target.drawNow();
    }, { signal });
    canvas.addEventListener('touchmove', (event) => {
        const touch = event.touches[0];
        if (!finger || !touch || event.touches.length > 1 || !event.cancelable) return;
        if (!finger.isDragging) {
            const box = canvas.getBoundingClientRect();
            const dy = touch.clientY - box.top - finger.y;
            const dx = touch.clientX - box.left - finger.x;
            if (Math.abs(dy) <= Math.abs(dx) || !canMove(target.under(), dy)) return;
            drag();
        }
        event.preventDefault();
    }, { signal, passive: false });
    canvas.addEventListener('pointermove', (event) => {
        if (event.pointerType !== 'touch' || finger?.id !== event.pointerId) return;
        if (Math.abs(event.offsetX - finger.x) > TAP_RADIUS) drag();
        if (finger.isDragging) target.point(POINTER.move, event.offsetX, event.offsetY, true);
    }, { signal });
    canvas.addEventListener('pointerup', (event) => {
        if (event.pointerType !== 'touch' || finger?.id !== event.pointerId) return;
        const { offsetX, offsetY } = event;
        const isTap = Math.hypot(offsetX - finger.x, offsetY - finger.y) <= TAP_RADIUS;
        if (isTap) drag();
        if (finger.isDragging) target.point(POINTER.release, offsetX, offsetY, true);
        finger = undefined;
        target.point(POINTER.leave, 0, 0, true);
    }, { signal });
    canvas.addEventListener('pointercancel', (event) => {
        if (event.pointerType === 'touch' && finger?.id === event.pointerId) end();
    }, { signal });
}

/**
 * @param {HTMLCanvasElement} canvas
 * @param {PointerTarget} target
 * @param {AbortSignal} signal
 */
function connectWheel(canvas, target, signal) {
    let pageScrolledAt = -Infinity;
    canvas.addEventListener('wheel', (event) => {
        if (event.ctrlKey || event.deltaY === 0) return;  // Zoom, and sideways, are the page's.
        const isPages = event.timeStamp - pageScrolledAt < WHEEL_LATCH_MS ||
            !canMove(target.under(), -event.deltaY);
        if (isPages) {
            pageScrolledAt = event.timeStamp;
            return;
        }
        event.preventDefault();
        target.turnWheel(-wheelPixels(event, canvas.clientHeight) / LINE);
    }, { signal, passive: false });
}
