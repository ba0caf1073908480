/// <reference path="./.sst/platform/config.d.ts" />

export default $config({
  app({ stage }) {
    const production = stage === 'production';
    return {
      name: 'crewtide',
      home: 'aws',
      removal: production ? 'retain' : 'remove',
      protect: production,
    };
  },
  async run() {
    const { createHouse, readSettings } = await import('@crewtide/infra');
    return createHouse(readSettings(process.env, process.versions.node));
  },
});
