/**
 * The manifests of {@code k8s/}: that they render, are what Kubernetes knows, keep to rules of
 * ours, and start the application.
 */
package dev.briapi.bridge.deployment;
