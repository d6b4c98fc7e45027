/** @odoo-module */

import {Mutex} from "@web/core/utils/concurrency";
import {ConnectionLostError} from "@web/core/network/rpc_service";

/**
 * What this device has promised to tell the server: kept in the browser's storage until the
 * server has answered, so that neither a reload nor a lost link loses it. Entries are told again
 * as they are; the server recognizes a repeat.
 *
 * An entry is `{key, method, args}`: a method of `PosSyncApi` and its arguments.
 */
export class PosSyncOutbox {
    /**
     * @param {string} name of the terminal: two of them may share a browser
     * @param {(entry: Object) => Promise<Object>} tell calls the server
     */
    constructor(name, tell) {
        this.name = `bi_pos_multi_session_sync.outbox.${name}`;
        this.tell = tell;
        this.mutex = new Mutex();
        this.entries = this._read();
    }

    /**
     * Keep an entry and tell it at once.
     *
     * @returns {Promise<Object>} the server's answer
     * @throws ConnectionLostError the entry is kept, {@link flush} tells it later
     * @throws RPCError the server refused the call: the entry is gone
     */
    post(entry) {
        this.entries = [...this.entries.filter(({key}) => key !== entry.key), entry];
        this._write();
        return this.mutex.exec(() => this._tell(entry));
    }

    /**
     * Tell what is left, oldest first.
     *
     * @param {(entry: Object, answer?: Object, error?: Error) => void} settle
     * @throws ConnectionLostError what is not told yet is kept
     */
    flush(settle) {
        return this.mutex.exec(async () => {
            for (const entry of this.entries) {
                try {
                    settle(entry, await this._tell(entry));
                } catch (error) {
                    if (error instanceof ConnectionLostError) {
                        throw error;
                    }
                    settle(entry, null, error);
                }
            }
        });
    }

    async _tell(entry) {
        try {
            return await this.tell(entry);
        } catch (error) {
            if (error instanceof ConnectionLostError) {
                entry = null;
            }
            throw error;
        } finally {
            if (entry) {
                this.entries = this.entries.filter(({key}) => key !== entry.key);
                this._write();
            }
        }
    }

    _read() {
        try {
            return JSON.parse(window.localStorage.getItem(this.name)) || [];
        } catch {
            return [];
        }
    }

    _write() {
        try {
            window.localStorage.setItem(this.name, JSON.stringify(this.entries));
        } catch (error) {
            // QuotaExceededError: the entries live on in this tab, as its carts do then.
            console.warn("The browser's storage is full", error);
        }
    }
}
