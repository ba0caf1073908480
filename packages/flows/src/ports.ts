export * from './ports/deps.ts';
export * from './ports/mailIn.ts';
export * from './ports/mailOut.ts';
export * from './ports/store.ts';
export * from './ports/tokens.ts';
