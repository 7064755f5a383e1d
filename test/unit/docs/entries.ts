import manifest from '../../../package.json' with { type: 'json' };

/** The entries of the package that export something, each with the source that it is built from. */
export const entries: [entry: string, source: string][] = Object.entries(manifest.exports).flatMap(
  ([entry, target]) => {
    const built = typeof target === 'string' ? target : target.default;
    return built.endsWith('.js') ? [[entry, built.replace(/^\.\/dist\/(.*)\.js$/, 'src/$1.ts')]] : [];
  },
);
