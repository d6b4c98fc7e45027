/** @odoo-module */

import {Mutex} from "@web/core/utils/concurrency";
import {ConnectionLostError} from "@web/core/network/rpc_service";

const LOGGED_OUT = ["odoo.http.SessionExpiredException", "odoo.exceptions.AccessDenied"];

/**
 * Whether a call is still without an answer: it may have been carried out before, unheard. Whoever
 * has to log in again is asked for it before his call is looked at.
 */
export function isUnanswered(error) {
    return error instanceof ConnectionLostError || LOGGED_OUT.includes(error.exceptionName);
}

const nameStorage = (name) => `bi_pos_multi_session_sync.outbox.${name}`;

/**
 * What the browser's storage keeps of the outbox of a terminal.
 *
 * @param {string} name of the terminal: two of them may share a browser
 */
export function readOutbox(name) {
    try {
        return JSON.parse(window.localStorage.getItem(nameStorage(name))) || [];
    } catch {
        return [];
    }
}

/**
 * What this device has promised to tell the server: kept in the browser's storage until the
 * server has answered, so that neither a reload nor a lost link loses it. Entries are told again
 * as they are; the server recognizes a repeat.
 *
 * An entry is `{key, method, args}`: a method of `PosSyncApi` and its arguments.
 */
export class PosSyncOutbox {
    /**
     * @param {string} name see {@link readOutbox}
     * @param {(entry: Object) => Promise<Object>} tell calls the server
     */
    constructor(name, tell) {
        this.name = nameStorage(name);
        this.tell = tell;
        this.mutex = new Mutex();
        this.entries = readOutbox(name);
    }

    /**
     * Keep an entry, so that it survives this tab.
     *
     * @returns {boolean} false where the storage is full: the entry is not in the outbox then
     */
    keep(entry) {
        const before = this.entries;
        this.entries = [...before.filter(({key}) => key !== entry.key), entry];
        if (!this._write()) {
            this.entries = before;
            return false;
        }
        return true;
    }

    /**
     * Tell an entry that is kept at once.
     *
     * @param {Object} entry
     * @param {(entry: Object, answer?: Object, error?: Error) => void} settle does what follows
     *  from the answer, while the entry is still kept: a tab may die in between
     * @returns {Promise<Object>} the server's answer
     * @throws Error where {@link isUnanswered}, the entry is kept, and {@link flush} tells it
     *  later; else the server refused the call, and the entry is gone
     */
    post(entry, settle) {
        return this.mutex.exec(() => this._tell(entry, settle));
    }

    /**
     * Tell what is left, oldest first.
     *
     * @param {Function} settle see {@link post}
     * @throws Error one that {@link isUnanswered}: what is not told yet is kept
     */
    flush(settle) {
        return this.mutex.exec(async () => {
            for (const entry of this.entries) {
                try {
                    await this._tell(entry, settle);
                } catch (error) {
                    if (isUnanswered(error)) {
                        throw error;
                    }
                }
            }
        });
    }

    async _tell(entry, settle) {
        try {
            const answer = await this.tell(entry);
            settle?.(entry, answer);
            this._drop(entry);
            return answer;
        } catch (error) {
            if (!isUnanswered(error)) {
                settle?.(entry, null, error);
                this._drop(entry);
            }
            throw error;
        }
    }

    _drop({key}) {
        this.entries = this.entries.filter((entry) => entry.key !== key);
        this._write();
    }

    _write() {
        try {
            window.localStorage.setItem(this.name, JSON.stringify(this.entries));
            return true;
        } catch (error) {
            console.warn("The browser's storage is full", error);
            return false;
        }
    }
}
