/** What a native call of a board gives back: several values at once, taken apart in the declaration. */
type LuaMultiReturn<T extends any[]> = T & { readonly __tstlMultiReturn: any };
