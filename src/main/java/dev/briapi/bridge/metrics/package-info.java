/** What is measured in the database, for all products and parts together. Nobody depends on it. */
package dev.briapi.bridge.metrics;
