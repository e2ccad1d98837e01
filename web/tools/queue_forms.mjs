// @ts-check
// The closed forms of the page on queueing theory: the formula's value, the scenario that it speaks of,
// and where a run tells the same quantity.

/**
 * @typedef {object} Form
 * @property {string} id Names its words in docs/teaching.
 * @property {string} scenario Of public/scenarios.
 * @property {Record<string, unknown>} set What is changed in it, by JSON pointer.
 * @property {'waiting' | 'blocked' | 'reneged' | 'attempts'} measure Mean number in line; shares of the
 *     attempts; attempts for each order.
 * @property {number} exact The closed form's value.
 */

/** Share blocked without waiting room. @param {number} load In erlangs. @param {number} servers */
function erlangB(load, servers) {
    let share = 1;
    for (let n = 1; n <= servers; n += 1) share = load * share / (n + load * share);
    return share;
}

/** Share that waits. @param {number} load Below `servers`. @param {number} servers */
export function erlangC(load, servers) {
    const blocked = erlangB(load, servers);
    return blocked / (1 - load / servers * (1 - blocked));
}

/** Mean number in line of M/M/c. @param {number} load @param {number} servers */
export const waitingMmc = (load, servers) => erlangC(load, servers) * load / (servers - load);

/** Mean number in line of M/G/1. @param {number} load @param {number} variation Variance of the service by its squared mean. */
export const waitingMg1 = (load, variation) => load * load * (1 + variation) / (2 * (1 - load));

/** Shares of time with n in the system. @param {number} states @param {(n: number) => number} up @param {(n: number) => number} down */
function birthDeath(states, up, down) {
    const weights = [1];
    for (let n = 1; n < states; n += 1) weights.push((weights[n - 1] ?? 0) * up(n - 1) / down(n));
    const sum = weights.reduce((total, weight) => total + weight, 0);
    return weights.map((weight) => weight / sum);
}

/** Share blocked by M/M/c with at most k in the system. @param {number} load @param {number} servers @param {number} most */
const blockedMmck = (load, servers, most) =>
    birthDeath(most + 1, () => load, (n) => Math.min(n, servers))[most] ?? 0;

/** Share that leaves the line of M/M/c+M, with patience in mean services. @param {number} load @param {number} servers @param {number} patience */
function leavingErlangA(load, servers, patience) {
    const shares = birthDeath(2000, () => load, (n) => Math.min(n, servers) + Math.max(0, n - servers) / patience);
    const waiting = shares.reduce((sum, share, n) => sum + share * Math.max(0, n - servers), 0);
    return waiting / patience / load;
}

/** Attempts for each order of one server without a line, whose customers try again for ever. @param {number} load @param {number} pause In mean services. */
const attemptsRetrial = (load, pause) => 1 + load * (1 + pause) / (1 - load) / pause;

/** Attempts per second if each fails. @param {number} rate Of orders. @param {number} probability Of trying again. @param {number} most Attempts an order. */
export const stuckAttempts = (rate, probability, most) =>
    rate * (probability === 1 ? most : (1 - probability ** most) / (1 - probability));

/** @type {Form[]} */
export const FORMS = [
    { id: 'mm1', scenario: 'closed-form-mm1', set: {}, measure: 'waiting', exact: waitingMg1(0.8, 1) },
    { id: 'md1', scenario: 'closed-form-mm1', set: { '/stations/0/service': { kind: 'fixed', mean_s: 1 } },
        measure: 'waiting', exact: waitingMg1(0.8, 0) },
    { id: 'busier', scenario: 'closed-form-mm1', set: { '/classes/0/arrivals/rate_per_s': 0.9 },
        measure: 'waiting', exact: waitingMg1(0.9, 1) },
    { id: 'mmc', scenario: 'closed-form-mmc', set: {}, measure: 'waiting', exact: waitingMmc(48, 50) },
    { id: 'erlang_b', scenario: 'closed-form-mmck', set: { '/classes/0/arrivals/rate_per_s': 8, '/stations/0/line_max': 0,
        '/stations/0/line_counts_service': false }, measure: 'blocked', exact: erlangB(8, 10) },
    { id: 'mmck', scenario: 'closed-form-mmck', set: {}, measure: 'blocked', exact: blockedMmck(15, 10, 30) },
    { id: 'erlang_a', scenario: 'closed-form-erlang-a', set: {}, measure: 'reneged', exact: leavingErlangA(48, 50, 2) },
    { id: 'retrial', scenario: 'closed-form-retrial', set: {}, measure: 'attempts', exact: attemptsRetrial(0.8, 5) },
];

/** What a whole run of the program tells of a form's quantity. @param {Form['measure']} measure @param {any} report Of `breathe`. */
export function measured(measure, report) {
    if (measure === 'waiting') return report.stations[0].waiting_mean;
    if (measure === 'attempts') return report.attempts / report.orders;
    return report[measure] / report.attempts;
}
