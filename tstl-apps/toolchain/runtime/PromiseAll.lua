local function __TS__PromiseAll(list)
    return __TS__New(__TS__Promise, function(_, resolve, reject)
        local values, missing = {}, 0
        local function waitFor(i, item)
            missing = missing + 1
            local promise = __TS__Promise.resolve(item)
            promise["then"](
                promise,
                function(_, value)
                    values[i] = value
                    missing = missing - 1
                    if missing == 0 then
                        resolve(nil, values)
                    end
                end,
                reject
            )
        end
        for i = 1, #list do
            waitFor(i, list[i])
        end
        if missing == 0 then
            resolve(nil, values)
        end
    end)
end
