export {createBroker, type Address, type Broker} from './broker.js';
export {OptionsError, type BrokerOptions} from './options.js';
