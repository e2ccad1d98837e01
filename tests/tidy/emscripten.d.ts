// What Emscripten's compiler and run time offer to the parts of its library that we replace.
declare const LibraryManager: { library: Record<string, unknown> };
declare function mergeInto(library: Record<string, unknown>, parts: Record<string, unknown>): void;
declare const Module: { canvas: HTMLCanvasElement };
declare const HEAPF64: Float64Array;
declare const EGL: { context: unknown; setErrorCode(code: number): void };
declare const GL: Record<string, (...values: any[]) => any>;
