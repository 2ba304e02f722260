import fc from "fast-check";

/** A mutant must not live or die by the draw: every run of the properties takes the same cases. */
fc.configureGlobal({ ...fc.readConfigureGlobal(), seed: 20260331, endOnFailure: true });
