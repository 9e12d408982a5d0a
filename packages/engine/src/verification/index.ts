/**
 * Proof that nobody is in between: two people compare seven emoji, and may have their browsers recognize each other later.
 * Imports meeting/, link/ and signaling/; loaded when somebody compares, or is remembered.
 */
export type {Verifications} from './verifications.js';
