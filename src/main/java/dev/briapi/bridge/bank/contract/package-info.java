/**
 * The documents of BRI's products as data, and what follows from them: what may be sent, where to,
 * what an answer means, how an unknown outcome is settled.
 */
package dev.briapi.bridge.bank.contract;
