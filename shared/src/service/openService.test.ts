import { openService } from './openService';

describe('opening a service', () => {
  const opening = (fails: boolean) => {
    const steps: string[] = [];
    const service = openService(async (closing) => {
      closing.add(async () => void steps.push('database closed'));
      closing.addRunning({ stop: async () => void steps.push('sweep stopped') });
      if (fails) throw new Error('the port is taken');
      return { stop: () => closing.run() };
    });
    return { steps, service };
  };

  it('leaves everything open for whoever stops it', async () => {
    const { steps, service } = opening(false);
    const { stop } = await service;
    expect(steps).toEqual([]);
    await stop();
    expect(steps).toEqual(['sweep stopped', 'database closed']);
  });

  it('closes what was opened, the last first, when something fails on the way', async () => {
    const { steps, service } = opening(true);
    await expect(service).rejects.toThrow('the port is taken');
    expect(steps).toEqual(['sweep stopped', 'database closed']);
  });
});
