// @ts-check
// Splits the program in two, so that the first picture waits for no more than it needs:
//
//   node web/tools/split_program.mjs WASM_SPLIT PROGRAM FIRST LATER
//
// PROGRAM has a name section with names as the compiler makes them. A call from the first half to the
// second goes through a slot of the table, which web/js/later-part.js fills.

import { execFileSync } from 'node:child_process';
import { readFile, rm, writeFile } from 'node:fs/promises';
import { pathToFileURL } from 'node:url';

/**
 * What only a visitor's word, or a wish for more, calls for: namespaces, types and functions as their
 * mangled names begin. A function wrongly named here costs time at the start, never correctness.
 */
const LATER_PARTS = [
    '2br4chat(?!7name_of)',
    '2br4shop(?!6LedgerC2|12end_with_day|14local_midnight|16CampaignCounters)',
    // The talk, and what becomes of the visitor's order.
    '2br7session8Dialogue(?!13quick_replies)',
    '2br7session(10OrderDraft|6Wallet(?!C2|9can_claim|17is_issuing_paused)|7Wording(?!4pick))',
    '2br7session(10reading_of|11price_draft|11start_draft|12modify_draft|12why_messages|13item_messages)',
    '2br7session12_GLOBAL__N_1(7cart_at|8add_item|12take_options|16source_arguments|16pressure_message)',
    '2br7session3Run(4hear|5apply|5claim|5press|6refund|6invite|9hold_card|9end_order|10add_answer)',
    '2br7session3Run(6digest|13look_at_order)',
    // Studies, previews, levers, links.
    '2br7session(5Study|10DayPreview|6Worlds5apply|6Levers4move|6Levers11line_action)',
    '2br7session7Session(11start_study|12apply_to_run|13begin_preview)',
    '2br3web11Application(8save_run|10resume_run)',
    // What few scenarios have, and what the levers change.
    '2br3sim8policies12_GLOBAL__N_19read_kindINS1_(?!11BoundedLine|12DeadlineDrop)',
    '2br3sim8policies(?!7kind_of|8has_hook|8hooks_of|9read_unit|12_GLOBAL__N_19read_kind)',
    // Of the engine what follows a failure, a change or an end; it goes with the ladder of retries.
    '2br3sim6Engine(?!C2|D2|3run|7end_bin|12update_gates|1[56]snapshot_|6finish|8snapshot|7card_of|5start|8complete)'
        + '(?!4join|4read|8schedule|4send|12play_control|11take_sample|5enter|9first_try|14update_station)'
        + '(?!11forget_card|9plan_tick|15service_time_ns|16drawn_service_ns|5rates|7servers)',
    '2br3sim(11RadixLadder|4Lane9make_room|15CompletionTree(9note_ties|12next_of_tied)|8ScenarioC2ERKS1_)',
    '2br3sim10Simulation(7visitor|11add_visitor|14cancel_visitor)',
    '2br3sim(9FluidFlow|11pause_after|13SharedServers|17RandomTimeSampler12sample_other|13ArrivalStream(5scale|10next_given))',
    // What is drawn on demand.
    '2br2ui(7perform|11draw_levers|13draw_multiple|14draw_bet_chart|14draw_act_sheet)',
    '2br2ui(16draw_truth_sheet|16draw_study_sheet)',
    '2br2ui12_GLOBAL__N_1(7add_bet|8draw_row|8add_goal|9draw_side|9set_value|10draw_names|10draw_sheet)',
    '2br2ui12_GLOBAL__N_1(10draw_steps|14draw_row_words|14draw_bet_words|15add_steps_sheet)',
    '2br2ui12_GLOBAL__N_1(15draw_comparison|16draw_explanation)',
    '2br2ui(11draw_slider|10draw_sheet)|10ImDrawList20AddConcavePolyFilled',
    '2br2ui(9build_bet|11build_study|11build_truth|15build_act_sheet|10build_twin|19build_other_backend)',
    '2br2ui12_GLOBAL__N_1(10add_points|10difference|17add_goals_sheet|15add_words_sheet|9lever_row)',
    '2br2ui12_GLOBAL__N_1(8reported|7assumed|9simulated|14left_out_of_it|7side_of|9better_of|7add_row)',
    // Of Dear ImGui, what only windows that people see would run.
    '5ImGui(7ItemAdd|8ItemSize|14ScrollToRectEx|15LogRenderedText|15RenderNavCursor)',
    '5ImGui(17RenderMouseCursor|25NavMoveRequestApplyResult|25FindBestWindowPosForPopup)',
    '5ImGui(27FindBestWindowPosForPopupEx|L12NavScoreItem|L22NavCalc|L34RenderDimmed)',
].join('|');
/** In the names that the standard library gives to what it makes for one caller. */
const LATER_TEMPLATES = '(sort|merge|__func|__visitation).*2br(4chat|4shop|3sim8policies)'
    + '|.*2br(2ui10ActRowView|2ui8TwinView|4chat4Atom|4shop12_GLOBAL__N_16Option|3sim(11PendingItem|11RadixLadder|13SharedServers|6Engine12start_outage))';
/** Of the C library: numbers with a fraction as text. */
const LATER_NUMBERS = 'fmt_fp|pop_arg_long_double|fmodl|scalbnl|__(add|mul|div)tf3';
const LATER = new RegExp(`^_ZZ?NK?(${LATER_PARTS})|^_ZN?K?St3__2.*${LATER_TEMPLATES}|^(${LATER_NUMBERS})$`);
/** Short functions stay: those of equal code are folded into one, whatever they are named. */
const SIZE_MIN = 100;
/** And constructors, destructors, copies: whoever holds such a thing needs them, used or not. */
const SPECIAL = /[CD][0-3]E|aSE/;
const SPECIAL_SIZE_MIN = 1000;

/** Whether a function goes to the second half. @param {{ name: string, size: number }} of */
export const isLater = ({ name, size }) =>
    size >= (SPECIAL.test(name) ? SPECIAL_SIZE_MIN : SIZE_MIN) && LATER.test(name);

/** Reads the unsigned LEB128 numbers and the strings of a WebAssembly file. */
class Reader {
    /** @param {Uint8Array} bytes */
    constructor(bytes, at = 0) {
        this.bytes = bytes;
        this.at = at;
    }

    number() {
        let value = 0;
        for (let scale = 1; ; scale *= 128) {
            if (this.at >= this.bytes.length) throw new Error('the program ends too early');
            const byte = this.bytes[this.at++];
            value += (byte & 127) * scale;
            if (byte < 128) return value;
        }
    }

    text() {
        const length = this.number();
        const text = new TextDecoder().decode(this.bytes.subarray(this.at, this.at + length));
        this.at += length;
        return text;
    }
}

/**
 * Every part { id, start, end } from `at` on: the layout of sections and of the parts of "name".
 * @param {Uint8Array} bytes @param {number} at @param {number} end
 */
function* parts(bytes, at, end) {
    while (at < end) {
        const reader = new Reader(bytes, at + 1);
        const length = reader.number();
        yield { id: bytes[at], start: reader.at, end: reader.at + length };
        at = reader.at + length;
    }
}

/**
 * All functions of a program.
 * @param {Uint8Array} program
 * @returns {{ name: string, size: number }[]} Its name, and the bytes of its code.
 */
export function functionsOf(program) {
    /** @type {number[]} */
    let sizes = [];
    /** @type {string[]} */
    let names = [];
    for (const section of parts(program, 8, program.length)) {
        const reader = new Reader(program, section.start);
        if (section.id === 10) {
            sizes = Array.from({ length: reader.number() }, () => {
                const size = reader.number();
                reader.at += size;
                return size;
            });
        }
        if (section.id !== 0 || reader.text() !== 'name') continue;
        for (const part of parts(program, reader.at, section.end)) {
            if (part.id !== 1) continue;
            const list = new Reader(program, part.start);
            names = Array.from({ length: list.number() }, () => (list.number(), list.text()));
        }
    }
    if (names.length === 0) throw new Error('the program has no names: link it with --profiling-funcs');
    // What it imports comes first in the names, and has no code.
    return names.slice(-sizes.length).map((name, index) => ({ name, size: sizes[index] }));
}

/**
 * What the program may use of WebAssembly, as options: a linked program no longer says so itself. Not
 * reference types: with them each half would bring a table of its own, and later-part.js fills one.
 * @param {string} version As wasm-split tells it: "wasm-split version 108".
 */
export function featuresFor(version) {
    const features = ['--enable-sign-ext', '--enable-nontrapping-float-to-int', '--enable-mutable-globals'];
    // The first Binaryen to know bulk-memory-opt came with the Emscripten that uses it unasked.
    const isNew = Number(/version (\d+)/.exec(version)?.[1]) >= 121;
    return !isNew ? features : [...features, '--enable-bulk-memory-opt', '--enable-multivalue',
        '--enable-call-indirect-overlong'];
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) {
    const [wasmSplit, program, first, later] = process.argv.slice(2);
    if (!later) {
        console.error('Usage: node web/tools/split_program.mjs WASM_SPLIT PROGRAM FIRST LATER');
        process.exit(2);
    }
    const chosen = functionsOf(await readFile(program)).filter(isLater).map(({ name }) => name);
    const list = `${later}.txt`;
    await writeFile(list, chosen.join('\n'));
    const version = execFileSync(wasmSplit, ['--version'], { encoding: 'utf8' });
    execFileSync(wasmSplit, ['--split', `--split-funcs=@${list}`, ...featuresFor(version), program,
        '-o1', first, '-o2', later], { stdio: 'inherit' });
    await rm(list);
}
