/** workerd as the host under test. */

export { platform } from '../../worker/platform.ts';
