/** What every product of the sandbox shares: requests, answers, scripted faults, the call log. */
package dev.briapi.bridge.sandbox.server;
