import { describeProcess } from '../processes/describeProcess';
import { isAlive } from '../processes/isAlive';

const everyMs = 200;
const shells = ['sh', 'dash', 'bash', 'ash', 'busybox'];

/**
 * Calls back when the npm that runs us has ended. Between it and us usually stands a shell: that one dies of the
 * signals npm passes on, without passing them to us, and it survives an npm that was killed.
 */
export function watchNpm(onEnd: () => void): void {
  const parent = process.ppid;
  const description = describeProcess(parent);
  const npm = description !== null && shells.includes(description.name) ? description.parent : parent;
  const timer = setInterval(() => {
    if (process.ppid === parent && isAlive(npm)) return;
    clearInterval(timer);
    onEnd();
  }, everyMs);
  timer.unref();
}
