local function __TS__ObjectFromEntries(entries)
    local object = __TS__EmptyObject()
    for _, entry in __TS__Iterator(entries) do
        object[__TS__KeyText[entry[1]]] = entry[2]
    end
    return object
end
