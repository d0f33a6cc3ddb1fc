/** BRI's gateway: the OAuth token and the checks that CBM, BRIVA and Valas have in common. */
package dev.briapi.bridge.sandbox.oauth;
