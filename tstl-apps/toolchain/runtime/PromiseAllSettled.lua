local function __TS__PromiseAllSettled(list)
    return __TS__New(__TS__Promise, function(_, resolve)
        local results, missing = {}, 0
        local function settled(i, result)
            results[i] = result
            missing = missing - 1
            if missing == 0 then
                resolve(nil, results)
            end
        end
        local function waitFor(i, item)
            missing = missing + 1
            local promise = __TS__Promise.resolve(item)
            promise["then"](
                promise,
                function(_, value) settled(i, {status = "fulfilled", value = value}) end,
                function(_, reason) settled(i, {status = "rejected", reason = reason}) end
            )
        end
        for i = 1, #list do
            waitFor(i, list[i])
        end
        if missing == 0 then
            resolve(nil, results)
        end
    end)
end
