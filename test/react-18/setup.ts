import Module from 'node:module';

// What packages require of each other is resolved by Node, which knows nothing of the aliases in the Vite configuration.
const patchable = Module as unknown as { _resolveFilename(request: string, ...rest: unknown[]): string };
const resolveFilename = patchable._resolveFilename;
patchable._resolveFilename = function (request, ...rest) {
  return resolveFilename.call(this, request.replace(/^(react|react-dom)(?=$|\/)/, '$1-18'), ...rest);
};
