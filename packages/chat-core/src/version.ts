/** This package's version, by which requests name their sender. */
export const packageVersion = '0.0.0';
